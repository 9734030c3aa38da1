"""One-time codes: printed on a slip, used once, then replaced by a password of the owner's own choice."""

import secrets

from django.contrib.auth.hashers import PBKDF2PasswordHasher

# Letters and figures that are not mistaken for one another on a printed slip.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

# A password that somebody chose needs a slow hash, because people choose guessable ones. A code drawn at
# random has 49 bits: at 20,000 rounds a whole processor tries about a hundred a second, so all of them
# would take a hundred thousand years, and a thousand accounts are made in seconds instead of ten minutes.
# It is Django's own algorithm with fewer rounds: the first sign-in replaces the hash by one with the
# usual rounds, and a wrong guess is made to take as long as any other, so it tells nothing.
CODE_ROUNDS = 20_000


def new_code() -> str:
    """A one-time code of ten letters and figures, about 49 bits, in two groups that are easy to copy."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"{drawn[:5]}-{drawn[5:]}"


def hashed(code: str) -> str:
    """The code as the account keeps it."""
    hasher = PBKDF2PasswordHasher()
    return hasher.encode(code, hasher.salt(), CODE_ROUNDS)
