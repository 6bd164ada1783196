"""One spelling for all the ways people write an address: "V.le Monza, 1/A" and "viale monza 1a"."""

import re
import unicodedata
from dataclasses import dataclass

KINDS = {
    "v": "via", "via": "via",
    "vl": "viale", "vle": "viale", "viale": "viale",
    "p": "piazza", "pz": "piazza", "pza": "piazza", "pzza": "piazza", "piazza": "piazza",
    "ple": "piazzale", "pzle": "piazzale", "pzale": "piazzale", "piazzale": "piazzale",
    "ptta": "piazzetta", "pzetta": "piazzetta", "pzta": "piazzetta", "piazzetta": "piazzetta",
    "c": "corso", "cso": "corso", "corso": "corso",
    "l": "largo", "lgo": "largo", "largo": "largo",
    "vic": "vicolo", "vlo": "vicolo", "vicolo": "vicolo",
    "bast": "bastioni", "bni": "bastioni", "bastioni": "bastioni",
    "gall": "galleria", "galleria": "galleria",
    "str": "strada", "strada": "strada",
    "alz": "alzaia", "alzaia": "alzaia",
    "ripa": "ripa", "passaggio": "passaggio", "foro": "foro", "vialetto": "vialetto", "cascina": "cascina",
}  # fmt: skip
WORDS = {
    "s": "san", "sta": "santa", "sto": "santo", "ss": "santi", "fratelli": "fratelli", "flli": "fratelli",
    "pta": "porta", "gen": "generale", "ing": "ingegnere", "dott": "dottor", "mons": "monsignor", "qre": "quartiere",
}  # fmt: skip
# "1", "1/A", "12 bis", "3a", "78/3", and Milan's secondary doors "5p1"; at the end, after a name
NUMBER = re.compile(
    r"(?<=\S)[\s,]+(?:n\.?|nr\.?|n°|civico)?\s*(\d{1,4}(?:\s?[/-]?\s?(?:[a-z]{1,2}|bis|ter|\d{1,3}))?)$"
)
CAP = re.compile(r"\b20\d{3}\b")


@dataclass(frozen=True)
class Asked:
    """What somebody typed, taken apart: ``kind`` and ``door`` may be empty, ``rest`` is what stood after a comma."""

    kind: str
    name: str
    number: str
    door: str


def plain(text: str) -> str:
    """Lower case, no accents, only letters, digits and single blanks; "F.lli" → "flli", "dell'Orso" → "dell orso"."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss"))
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"(?<=\w)\.(?=\w{1,4}\b)", "", text)  # the point inside an abbreviation
    return " ".join(re.sub(r"[^0-9a-z]+", " ", text).split())


def fold_street(name: str) -> str:
    """The folded name of a street with its kind written out: "V.le F.lli Bronzetti" → "viale fratelli bronzetti"."""
    first, *others = plain(name).split() or [""]
    return " ".join([KINDS.get(first, first) if others else first, *(WORDS.get(word, word) for word in others)])


def fold_door(number: str) -> str:
    """ "1/A", "1 a" → "1a"; "78/3" → "78/3"."""
    return re.sub(r"\s+|(?<=\d)[/-](?=[a-z])", "", number.casefold().strip())


def take_apart(text: str) -> Asked:
    """Split what somebody typed into kind of street, name and house number."""
    text = CAP.sub(" ", text.casefold())
    text = re.sub(r",?\s*\b(milano|mi)\b\s*(\(mi\))?\s*$", "", text).strip(" ,")
    number = ""
    found = NUMBER.search(text)
    if found and plain(text[: found.start()]) not in KINDS:  # "piazza 24" is on its way to "piazza 24 maggio"
        number, text = found[1], text[: found.start()]
    words = fold_street(text).split()
    kind = words.pop(0) if len(words) > 1 and words[0] in KINDS.values() else ""
    return Asked(kind, " ".join(words), number.upper().replace(" ", ""), fold_door(number))
