"""A copy of a text without case and diacritics, letter for letter, so that offsets stay those of the text."""

import unicodedata

# Letters that look like another in broken fonts: ƣ for ư, Ð for Đ.
_LOOKALIKES = {"đ": "d", "Đ": "d", "Ð": "d", "ð": "d", "ƣ": "u", "Ƣ": "u"}
_PLAIN = {"–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\u00a0": " ", "’": "'", "‘": "'"}


def _table() -> dict[int, str]:
    table = {ord(letter): letter.lower() for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base.lower()
    return table | {ord(letter): plain for letter, plain in (_LOOKALIKES | _PLAIN).items()}


_TABLE = _table()


def folded(text: str) -> str:
    """The text in small letters without marks, dashes and blanks made plain; always of the same length.

    The text must be in composed form (NFC): a mark that stands alone is left as it is.
    """
    return text.translate(_TABLE)


def squashed(text: str) -> str:
    """Only the letters of the folded text: "K Ế  HOẠCH:" and "KẾ HOẠCH" give the same."""
    return "".join(letter for letter in folded(text) if "a" <= letter <= "z")
