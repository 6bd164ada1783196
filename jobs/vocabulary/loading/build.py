"""From records to rows of our tables, with what may be wrong with each file."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from jobs.models.vocabulary import CollectiveAgreement, Occupation, OccupationWord, Sector, WordKind
from marketplace.places.loading.checks import Findings
from marketplace.places.loading.readers import Record

from ..folding import fold, forms
from . import facts

LANGUAGES = ("it", "en", "fr", "es", "ro", "de", "pt", "pl")  # of the official titles
ISCO = {1: 10, 2: 43, 3: 130, 4: 436}  # groups by level
ATECO = ("section", "division", "group", "class", "category", "subcategory")
SECTIONS, DIVISIONS = 22, 87
SECTOR = re.compile(r"[A-V]|\d\d(\.\d(\d(\.\d\d?)?)?)?")
AGREEMENT = re.compile(r"[A-Z0-9]{4}")


def _rows(records: list[Record], found: Findings, make: Callable[[dict[str, str]], Any]) -> list[Any]:
    rows = []
    for record in records:
        try:
            rows.append(make({key: (value or "").strip() for key, value in record.fields.items() if key}))
        except (KeyError, ValueError, AttributeError) as error:
            reason = f"has no column {error}" if isinstance(error, KeyError) else f"cannot be used: {error}"
            found.add(record.where, f"{reason}.")
    if found.name and not rows and not found.faults:
        found.add("", "holds no rows.")
    return rows


def _number(rows: list[Any], level: int, expected: int, noun: str, found: Findings) -> None:
    number = sum(row.level == level for row in rows)
    if rows and number != expected:
        found.add("", f"has {number} {noun} instead of {expected}.")


def occupations(records: list[Record], found: Findings) -> list[Occupation]:
    """All groups of ISCO-08, parents before children. Without a file those that our own words need."""

    def make(values: dict[str, str]) -> Occupation:
        code, level = values["codice"], int(values["livello"])
        if not code.isdigit() or len(code) != level:
            raise ValueError(f"“{code}” is no code of level {level}")
        labels = {language: values[language] for language in LANGUAGES if values.get(language)}
        if "it" not in labels:
            raise ValueError(f"{code} has no Italian title")
        return _occupation(code, labels, values.get("uri", ""))

    rows = _rows(records, found, make) if found.name else _known_occupations()
    found.keys(row.code for row in rows)
    if found.name:
        for level, expected in ISCO.items():
            _number(rows, level, expected, f"groups of level {level}", found)
        codes = {row.code for row in rows}
        found.known(((row.code, row.parent_id) for row in rows if row.parent_id), codes, "parent")
        found.known((("everyday.toml", code) for code in facts.everyday()), codes, "unit group")
    return sorted(rows, key=lambda row: (row.level, row.code))


def _known_occupations() -> list[Occupation]:
    return [_occupation(code, {}) for code in [*facts.groups(), *facts.everyday()]]


def _occupation(code: str, labels: dict[str, str], uri: str = "") -> Occupation:
    said = facts.everyday().get(code, {})
    names = {language: words[0] for language, words in said.items()} or facts.groups().get(code, {})
    return Occupation(
        code=code, level=len(code), parent_id=code[:-1] or None, labels=labels, names=names, uri=uri
    )  # fmt: skip


def words(groups: list[Occupation], esco: list[Record], found: Findings) -> list[OccupationWord]:
    """What the picker looks in: our words, the unit groups' official titles, ESCO's titles. Each once, ours first."""
    units = {row.code: row for row in groups if row.level == Occupation.UNIT}
    rows: dict[tuple[str, str, str], OccupationWord] = {}
    ours: dict[str, set[str]] = {}

    def add(code: str, language: str, label: str, kind: WordKind) -> None:
        for folded in forms(label) if kind <= WordKind.EVERYDAY else [fold(label)]:
            if kind <= WordKind.EVERYDAY:
                ours.setdefault(folded, set()).add(code)
            elif kind == WordKind.ESCO and code not in ours.get(folded, {code}):
                continue  # what people say in everyday life counts more
            row = OccupationWord(occupation_id=code, language=language, label=label, folded=folded, kind=kind)
            rows.setdefault((folded, language, code), row)

    for kind, code, language, label in _said(units):
        add(code, language, label, kind)
    for code, title in _esco(esco, found, set(units)):
        add(code, "en", title, WordKind.ESCO)
    _names_differ(rows.values())
    return list(rows.values())


def _said(units: dict[str, Occupation]) -> Iterable[tuple[WordKind, str, str, str]]:
    """Names of all groups before words of any: of two rows alike the first stays."""
    spoken = [
        (code, language, said)
        for code, by_language in facts.everyday().items()
        for language, said in by_language.items()
        if code in units
    ]
    yield from ((WordKind.NAME, code, language, said[0]) for code, language, said in spoken)
    yield from ((WordKind.EVERYDAY, code, language, word) for code, language, said in spoken for word in said[1:])
    for code, row in units.items():
        yield from ((WordKind.TITLE, code, language, title) for language, title in row.labels.items())


def _esco(records: list[Record], found: Findings, units: set[str]) -> list[tuple[str, str]]:
    rows = _rows(records, found, lambda values: (values["isco"], values["title"][:200]))
    found.known(((title, code) for code, title in rows), units, "unit group")
    return [(code, title) for code, title in rows if code in units]


def _names_differ(rows: Iterable[OccupationWord]) -> None:
    """A name that stood for two groups could not be read back."""
    owners: dict[str, set[str]] = {}
    for row in rows:
        if row.kind == WordKind.NAME:
            owners.setdefault(row.folded, set()).add(row.occupation_id)
    doubled = {name: codes for name, codes in owners.items() if len(codes) > 1}
    if doubled:
        raise ValueError(f"everyday.toml names several groups alike: {doubled}")


def sectors(records: list[Record], found: Findings) -> list[Sector]:
    """ATECO 2025, parents first. Without a file its sections and divisions."""
    names = {**facts.sections(), **{code: name for code, (_, name) in facts.divisions().items()}}

    def make(values: dict[str, str]) -> Sector:
        code, level = values["codice"], ATECO.index(values["livello"]) + 1
        if not SECTOR.fullmatch(code):
            raise ValueError(f"“{code}” is no code of ATECO")
        return Sector(code=code, level=level, title=_needed(values["titolo"]), parent_id=values["codice_padre"] or None,
                      name=names.get(code, ""))  # fmt: skip

    rows = _rows(records, found, make) if found.name else _known_sectors()
    found.keys(row.code for row in rows)
    if found.name:
        _number(rows, 1, SECTIONS, "sections", found)
        _number(rows, 2, DIVISIONS, "divisions", found)
        levels = {row.code: row.level for row in rows}
        found.known(((row.code, row.parent_id) for row in rows if row.level > 1), set(levels), "parent")
        for row in rows:
            if row.parent_id in levels and levels[row.parent_id] != row.level - 1:
                found.add(row.code, f"has {row.parent_id} for its parent, which is not one level higher.")
    _give_words(rows)
    return sorted(rows, key=lambda row: (row.level, row.code))


def _known_sectors() -> list[Sector]:
    rows = [Sector(code=code, level=1, title=name, name=name) for code, name in facts.sections().items()]
    for code, (section, name) in facts.divisions().items():
        rows.append(Sector(code=code, level=2, title=name, name=name, parent_id=section))
    return rows


def _give_words(rows: list[Sector]) -> None:
    """Words hold for a sector and all below it; of a sector that is not there, for the next higher one."""
    codes = {row.code for row in rows}
    given: dict[str, list[str]] = {}
    for code, said in facts.sector_words().items():
        while code not in codes and len(code) > 2:
            code = code[:-1].rstrip(".")
        given.setdefault(code, []).extend(said)
    for row in rows:
        above = [said for code, said in given.items() if row.code.startswith(code)]
        row.folded = padded([row.name, *(word for said in above for word in said)], row.title)


def agreements(records: list[Record], found: Findings) -> list[CollectiveAgreement]:
    """The CNEL's archive. Without a file the most used ones."""
    known = {one["code"]: {**one, "rank": rank} for rank, one in enumerate(facts.agreements(), start=1)}

    def make(values: dict[str, str]) -> CollectiveAgreement:
        code, expires = values["codice_cnel"], values["scadenza"]
        if not AGREEMENT.fullmatch(code):
            raise ValueError(f"“{code}” is no code of the CNEL")
        return _agreement(code, _needed(values["titolo"]), known.get(code, {}), sector=values["settore"],
                          expires=date.fromisoformat(expires) if expires else None,
                          signed_by_confederals=_flag(values["cgil_cisl_uil"]))  # fmt: skip

    if found.name:
        rows = _rows(records, found, make)
    else:
        rows = [_agreement(code, one["name"], one, signed_by_confederals=True) for code, one in known.items()]
    found.keys(row.code for row in rows)
    return rows


def _agreement(code: str, title: str, ours: dict[str, Any], **more: Any) -> CollectiveAgreement:
    name, rank = ours.get("name", ""), ours.get("rank", 1000)
    folded = padded([name, *ours.get("words", [])], title)
    return CollectiveAgreement(code=code, title=title, name=name, rank=rank, folded=folded, **more)


def padded(ours: list[str], title: str) -> str:
    """Folded words between spaces, so that each begins after one and ends before one; our own first, then a bar."""
    words = dict.fromkeys(word for text in ours for word in fold(text).split())
    return f" {' '.join(words)} | {fold(title)} "


def _needed(title: str) -> str:
    if not title:
        raise ValueError("the title is empty")
    return title


def _flag(text: str) -> bool:
    if text not in {"0", "1"}:
        raise ValueError(f"“{text}” says neither 0 nor 1")
    return text == "1"
