import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from marketplace.organisations import validators


@pytest.mark.parametrize(
    ("written", "stored"),
    [("01199250158", "01199250158"), ("IT 0764 3520 567", "07643520567"), (" 01199250158 ", "01199250158")],
)
def test_partita_iva_passes(written: str, stored: str) -> None:
    assert validators.clean_partita_iva(written) == stored


@pytest.mark.parametrize("written", ["12345678901", "00000000000", "0119925015", "0119925015A", ""])
def test_partita_iva_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="11 cifre"):
        validators.clean_partita_iva(written)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("rssmra85t10a562s", "RSSMRA85T10A562S"),
        ("RSSMRA85T10A56NH", "RSSMRA85T10A56NH"),  # omocodia
        ("RSS MRA 72L09 Z247X", "RSSMRA72L09Z247X"),  # born abroad
        ("01199250158", "01199250158"),  # a body
        ("97103880585", "97103880585"),  # a body without partita IVA
    ],
)
def test_codice_fiscale_passes(written: str, stored: str) -> None:
    assert validators.clean_codice_fiscale(written) == stored


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("RSSMRA85T10A562T", "16 caratteri"),
        ("RSSMRA85T10", "11 cifre del codice fiscale dell’ente, o i 16"),
        ("00000000000", "11 cifre"),
        ("01199250159", "11 cifre"),
        ("RSSMRA85T99A562S", "16 caratteri"),
    ],
)
def test_codice_fiscale_is_refused_with_words_that_help(written: str, words: str) -> None:
    with pytest.raises(ValidationError) as error:
        validators.clean_codice_fiscale(written)
    assert words in error.value.messages[0]


@given(st.integers(min_value=1, max_value=9_999_999_999))
def test_any_eleven_digits_with_their_check_digit_are_a_codice_fiscale(start: int) -> None:
    """Provisional numbers follow no office code: only the check digit binds (double the 2nd, 4th …, minus 9 over 9)."""
    ten = f"{start:010d}"
    total = sum(int(d) if i % 2 == 0 else (2 * int(d) - 9 * (int(d) > 4)) for i, d in enumerate(ten))
    number = f"{ten}{-total % 10}"
    assert validators.clean_codice_fiscale(number) == number
    wrong = f"{ten}{(int(number[-1]) + 1) % 10}"
    with pytest.raises(ValidationError):
        validators.clean_codice_fiscale(wrong)


@pytest.mark.parametrize(("written", "stored"), [("mi-1234567", "MI-1234567"), ("MI 123456", "MI-123456")])
def test_rea_passes(written: str, stored: str) -> None:
    assert validators.clean_rea(written) == stored


@pytest.mark.parametrize("written", ["1234567", "MI", "MIL-123456"])
def test_rea_is_refused(written: str) -> None:
    with pytest.raises(ValidationError, match="sigla della provincia"):
        validators.clean_rea(written)


def test_runts_number() -> None:
    assert validators.clean_runts("12.345") == "12345"
    with pytest.raises(ValidationError, match="cifre"):
        validators.clean_runts("n. 12345")
