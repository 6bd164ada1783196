import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.places.folding import KINDS, fold_door, fold_street, plain, take_apart
from marketplace.places.loading.names import tidy


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("V.le Monza", "viale monza"),
        ("P.za Duomo", "piazza duomo"),
        ("p.zza del Duomo", "piazza del duomo"),
        ("C.so Buenos Aires", "corso buenos aires"),
        ("L.go Cairoli", "largo cairoli"),
        ("P.le Loreto", "piazzale loreto"),
        ("Via F.lli Bronzetti", "via fratelli bronzetti"),
        ("Via Mondovì", "via mondovi"),
        ("via dell’Orso", "via dell orso"),
        ("Via", "via"),
    ],
)
def test_a_street_has_one_spelling(written: str, folded: str) -> None:
    assert fold_street(written) == folded


@pytest.mark.parametrize(
    ("typed", "kind", "name", "door"),
    [
        ("padova 1", "", "padova", "1"),
        ("via padova, 1", "via", "padova", "1"),
        ("Via Padova 1/A", "via", "padova", "1a"),
        ("Via Padova 1 A, 20127 Milano", "via", "padova", "1a"),
        ("via padova n. 12 bis", "via", "padova", "12bis"),
        ("via ripamonti 78/3", "via", "ripamonti", "78/3"),
        ("piazza 24 maggio", "piazza", "24 maggio", ""),
        ("piazza 24", "piazza", "24", ""),
        ("viale monza", "viale", "monza", ""),
        ("1", "", "1", ""),
        ("", "", "", ""),
    ],
)
def test_what_was_typed_is_taken_apart(typed: str, kind: str, name: str, door: str) -> None:
    asked = take_apart(typed)
    assert (asked.kind, asked.name, asked.door) == (kind, name, door)


@given(st.text(max_size=120))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert fold_street(fold_street(text)) == fold_street(text)
    take_apart(text)


@given(
    st.sampled_from(sorted(set(KINDS.values()))),
    st.sampled_from(["padova", "monza", "lodovico il moro"]),
    st.integers(1, 400),
)
def test_kind_name_and_number_are_found_again(kind: str, name: str, number: int) -> None:
    asked = take_apart(f"{kind.upper()} {name.title()}, {number}")
    assert (asked.kind, asked.name, asked.door) == (kind, name, str(number))


def test_doors() -> None:
    assert [fold_door(door) for door in ("1/A", "1 a", "1A", "78/3", "5-b")] == ["1a", "1a", "1a", "78/3", "5b"]


@pytest.mark.parametrize(
    ("shouted", "written"),
    [
        ("PTA ROMANA", "Porta Romana"),
        ("NIGUARDA - CA' GRANDA", "Niguarda - Ca’ Granda"),
        ("XXII MARZO", "XXII Marzo"),
        ("S.AMBROGIO", "Sant’Ambrogio"),
        ("MI-P.TA VITTORIA", "Milano Porta Vittoria"),
        ("Via Padova", "Via Padova"),
    ],
)
def test_names_are_not_shouted(shouted: str, written: str) -> None:
    assert tidy(shouted) == written
