"""Rooms drawn by the project itself, so that the demonstration needs nobody's photographs."""

import random
from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (960, 720)
WALLS = ["#f1e4d3", "#e5f0fa", "#fdf0e0", "#f1eaf8", "#e3f4ec", "#eef1f4"]
FLOORS = ["#c9a27e", "#b88a64", "#d9c3a5", "#a9b2ba"]
CLOTH = ["#0066cc", "#8a4a00", "#4b1f6f", "#005c3d", "#a3122f", "#455b71"]
ROOMS = ("Soggiorno", "Camera da letto", "Cucina", "Bagno")
ALTS = {
    "Soggiorno": "Disegno di un soggiorno con un divano davanti alla finestra",
    "Camera da letto": "Disegno di una camera con un letto e un armadio",
    "Cucina": "Disegno di una cucina con il piano di lavoro e un tavolo",
    "Bagno": "Disegno di un bagno con lavandino, specchio e vasca",
}


def _window(draw: ImageDraw.ImageDraw, x: int) -> None:
    draw.rectangle((x, 130, x + 220, 380), fill="#bfe0f7", outline="#ffffff", width=14)
    draw.line((x + 110, 130, x + 110, 380), fill="#ffffff", width=10)
    draw.rectangle((x, 310, x + 220, 372), fill="#8fbf9a")


def _furniture(draw: ImageDraw.ImageDraw, room: str, cloth: str, rng: random.Random) -> None:
    shift = rng.randint(-40, 40)
    if room == "Soggiorno":
        draw.rounded_rectangle((250 + shift, 420, 690 + shift, 600), 30, fill=cloth)
        draw.rounded_rectangle((290 + shift, 380, 650 + shift, 480), 24, fill=cloth, outline="#ffffff", width=4)
        draw.ellipse((740, 560, 900, 620), fill="#7a5230")
    elif room == "Camera da letto":
        draw.rectangle((220 + shift, 460, 640 + shift, 620), fill="#ffffff")
        draw.rectangle((220 + shift, 520, 640 + shift, 640), fill=cloth)
        draw.rectangle((720, 200, 900, 620), fill="#9b6b43", outline="#7a5230", width=6)
    elif room == "Cucina":
        draw.rectangle((60, 420, 560, 620), fill="#fafafa", outline="#b0b8bf", width=5)
        draw.rectangle((60, 400, 560, 424), fill="#7a5230")
        draw.ellipse((640 + shift, 500, 880 + shift, 560), fill=cloth)
        draw.line((760 + shift, 540, 760 + shift, 660), fill="#5c4a3d", width=14)
    else:
        draw.rounded_rectangle((80, 470, 480, 630), 40, fill="#ffffff", outline="#b0b8bf", width=6)
        draw.rounded_rectangle((620 + shift, 420, 800 + shift, 480), 20, fill="#ffffff", outline="#b0b8bf", width=5)
        draw.ellipse((640 + shift, 180, 780 + shift, 340), fill="#dbeaf5", outline=cloth, width=10)


def draw_room(room: str, rng: random.Random) -> bytes:
    """A JPEG of 960 × 720 with a room in flat shapes, no person in it."""
    picture = Image.new("RGB", SIZE, rng.choice(WALLS))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 560, *SIZE), fill=rng.choice(FLOORS))
    _window(draw, rng.choice([80, 360, 620]))
    _furniture(draw, room, rng.choice(CLOTH), rng)
    target = BytesIO()
    picture.save(target, "JPEG", quality=80, optimize=True)
    return target.getvalue()
