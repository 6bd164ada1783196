"""Names as people write them, from lists in capitals: "PTA ROMANA" → "Porta Romana"."""

import re

WHOLE = {
    "p.ta": "Porta", "pta": "Porta", "q.re": "Quartiere", "ca'": "Ca’", "citta'": "Città", "monlue'": "Monluè",
    "xxii": "XXII", "qt": "QT", "qt8": "QT8", "fs": "FS", "f.s.": "FS", "fn": "FN", "s.": "San", "nolo": "NoLo",
    "il": "il", "in": "in", "sul": "sul", "delle": "delle", "degli": "degli", "dei": "dei", "del": "del", "di": "di",
    "della": "della", "t.i.b.b.": "TIBB", "s.g.": "San Giovanni",
}  # fmt: skip
SPLIT = re.compile(r"([ \-,/]+)")


def tidy(name: str) -> str:
    """Leave what is written in mixed case; give capitals and small words to what is shouted."""
    name = re.sub(r"\b(S|MI)\s?([.-])(?=\w)", r"\1\2 ", name.strip()) if name.isupper() else name.strip()
    if not name.isupper():
        return " ".join(name.split())
    parts = SPLIT.split(name.replace("MI- ", "Milano "))
    words = [WHOLE.get(part.casefold(), part.capitalize()) if part.strip(" -,/") else part for part in parts]
    text = re.sub(r"\bSan (?=[AEIOU])", "Sant’", "".join(words))
    return " ".join((text[:1].upper() + text[1:]).split())
