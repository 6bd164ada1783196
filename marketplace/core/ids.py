"""Public identifiers: short, unguessable, safe to read aloud."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # no 0/o, 1/l/i


def public_id() -> str:
    """Ten characters, about 49 bits: an address that cannot be guessed or counted up."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))
