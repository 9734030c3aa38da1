"""What the public may read of awards: nothing personal beyond a name, and of minors only initials."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from thidua.commendation.models import Award
from thidua.commendation.queries.certificates import awards_in_force, certificate
from thidua.stories.rules import public_name


@dataclass(frozen=True)
class PublicAward:
    """One award as anyone may see it."""

    award_name: str
    recipient: str
    granted_by: str
    decision: str
    decided_on: dt.date
    number: str = ""
    revoked_by: str = ""
    revoked_on: dt.date | None = None

    @property
    def is_revoked(self) -> bool:
        """Whether a later decision took it back."""
        return self.revoked_on is not None


def award_behind(code: str, *, on: dt.date) -> PublicAward | None:
    """What a check code stands for on a day; None when there is no such certificate."""
    found = certificate(code)
    if found is None:
        return None
    award = found.award
    revocation = award.revocation if award.is_revoked else None
    return PublicAward(
        award_name=award.award_name,
        recipient=recipient_of(award, on=on),
        granted_by=str(award.granted_by),
        decision=award.decision.code,
        decided_on=award.decided_on,
        number=str(found),
        revoked_by=revocation.decision_written if revocation else "",
        revoked_on=revocation.on if revocation else None,
    )


def recipient_of(award: Award, *, on: dt.date) -> str:
    """Who received an award, as the public may read it on a day."""
    if award.person is None:
        return award.recipient
    return public_name(
        award.recipient,
        learner=award.learner,
        birth=award.person.birth,
        consent_until=award.person.guardian_consent_until,
        on=on,
    )


def honours() -> "QuerySet[Award]":
    """Statutory awards in force, newest first."""
    return awards_in_force().defer("decision__source_lines", "decision__reading", "merit")


def honour_lines(awards: list[Award], *, on: dt.date) -> list[tuple[str, str, None]]:
    """Each award as a line of the public list: who, and what by whom. Codes stay with those who hold the paper."""
    return [(recipient_of(award, on=on), _given(award), None) for award in awards]


def _given(award: Award) -> str:
    decided = f"quyết định {award.decision.code} ngày {award.decided_on:%d/%m/%Y}"
    return f"{award.award_name}. {award.granted_by}, {decided}"
