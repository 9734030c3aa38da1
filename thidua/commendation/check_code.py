"""The code under a certificate's QR: twelve letters that people can read aloud and type. Pure."""

import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # 32 letters: five bits each, none mistaken for another
LENGTH = 12
_HEARD = str.maketrans("OIL", "011")  # a person who reads O means 0; I and L mean 1


def new_check_code() -> str:
    """Twelve letters in three groups, 60 bits: too many to try."""
    return grouped("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def grouped(letters: str) -> str:
    """ABCDEFGHJKMN → ABCD-EFGH-JKMN."""
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def read_check_code(typed: str) -> str | None:
    """The code a person meant: case, blanks and dashes do not matter, nor O for 0, I or L for 1.

    None when it cannot be a code.
    """
    plain = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_HEARD)
    if len(plain) != LENGTH or set(plain) - set(LETTERS):
        return None
    return grouped(plain)
