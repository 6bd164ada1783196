"""First and last names of the invented people."""

FIRST = [
    "Anna", "Bruno", "Carla", "Dario", "Elena", "Franco", "Gloria", "Ivo", "Laura", "Marco", "Nadia", "Oscar", "Paola",
    "Renato", "Silvia", "Tullio",
]  # fmt: skip
LAST = [
    "Invernizzi", "Colombo", "Brambilla", "Fumagalli", "Galli", "Villa", "Sala", "Riva", "Pozzi", "Cattaneo", "Mauri",
    "Beretta",
]  # fmt: skip
