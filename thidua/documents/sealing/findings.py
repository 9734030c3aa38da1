"""What is found about the signatures of a stranger's PDF, as plain data that can pass between processes."""

import base64
import datetime as dt
from dataclasses import asdict, replace
from typing import Any

from asn1crypto import x509

from thidua.documents.confined import apart
from thidua.documents.limits import SHOW_SECONDS
from thidua.documents.sealing.checking import Finding, Verdict, check_pdf
from thidua.documents.sealing.keys import Holder

BROKEN = "Không đọc được tệp PDF này: tệp hỏng, bị khóa hoặc không phải PDF. Hãy xin lại bản gốc."
_HOLDER_TIMES = ("since", "until")


def signatures_of(pdf: bytes, roots: list[x509.Certificate], *, at: dt.datetime) -> list[Finding]:
    """Every signature of a PDF that came from outside, checked in a process apart. Refuses what is no readable PDF."""
    kept = [base64.b64encode(root.dump()).decode() for root in roots]
    answer, _ = apart("signatures", pdf, seconds=SHOW_SECONDS, broken=BROKEN, roots=kept, at=at.isoformat())
    return [_finding(row) for row in answer]


def examine_signatures(pdf: bytes, roots: list[str], at: str) -> list[dict[str, Any]]:
    """The work of that process."""
    trusted = [x509.Certificate.load(base64.b64decode(root)) for root in roots]
    return [_row(found) for found in check_pdf(pdf, trusted, at=dt.datetime.fromisoformat(at))]


def _row(found: Finding) -> dict[str, Any]:
    holder = asdict(found.holder) if found.holder else None
    if holder:
        holder |= {name: holder[name].isoformat() for name in _HOLDER_TIMES}
    claimed = found.claimed_at.isoformat() if found.claimed_at else None
    return {**asdict(replace(found, holder=None)), "holder": holder, "claimed_at": claimed}


def _finding(row: dict[str, Any]) -> Finding:
    holder = None
    if row["holder"]:
        times = {name: dt.datetime.fromisoformat(row["holder"][name]) for name in _HOLDER_TIMES}
        holder = Holder(**{**row["holder"], **times})
    claimed = dt.datetime.fromisoformat(row["claimed_at"]) if row["claimed_at"] else None
    return Finding(row["field"], Verdict(row["verdict"]), holder, claimed, added_after=row["added_after"])
