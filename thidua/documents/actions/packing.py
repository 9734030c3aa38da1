"""Papers go to and come from document-management systems as packages (HY-32)."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import ZONE
from thidua.core.errors import refuse_if
from thidua.documents.actions.files import keep_file
from thidua.documents.actions.filing import receive_paper
from thidua.documents.models import Paper, Transfer
from thidua.documents.packaging.description import Description, Signer
from thidua.documents.packaging.reading import read_package
from thidua.documents.packaging.writing import Enclosed, write_package
from thidua.documents.queries.papers import download_of, letter_of
from thidua.documents.rules import sealing as rules
from thidua.org.models import Unit, User


@transaction.atomic
def prepare_package(paper: Paper, *, by: User, at: dt.datetime) -> Transfer:
    """Pack an issued paper: PDF (signed, when it is), DOCX, metadata with the hash of each. Refuses any other."""
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    refuse_if(rules.blockers_of_state(paper.state, "đóng gói"))
    stem = f"van-ban-{paper.pk}"
    data = write_package(description_of(paper), _enclosed(paper, stem))
    file = keep_file(data, f"goi-{stem}.zip", "application/zip", at=at)
    row = Transfer.objects.create(paper=paper, file=file, prepared_at=at, prepared_by=by)
    record("package.prepared", f"Đóng gói {paper}.", by=by, about=paper, unit=paper.owner, at=at)
    return row


def description_of(paper: Paper) -> Description:
    """The facts of a paper's first page as a package tells them."""
    letter = letter_of(paper)
    assert paper.issued_at is not None
    return Description(
        kind=paper.kind,
        kind_name=paper.get_kind_display(),
        number=paper.number,
        symbol=paper.symbol,
        day=paper.day,
        place=paper.place,
        subject=paper.subject,
        issuers=(letter.issuer, *letter.co_issuers),
        signers=tuple(
            Signer(name=block.name, lines=block.lines) for block in letter.signatures if block.name
        ),
        recipients=(*letter.to, *letter.recipients),
        issued_at=paper.issued_at.astimezone(ZONE),
    )


def _enclosed(paper: Paper, stem: str) -> list[Enclosed]:
    pdf, docx = download_of(paper, "pdf"), download_of(paper, "docx")
    assert pdf is not None
    assert docx is not None
    signatures = paper.digital_signatures.count()
    return [
        Enclosed(f"{stem}.pdf", "pdf", pdf.data, signatures),
        Enclosed(f"{stem}.docx", "docx", docx.data),
    ]


@transaction.atomic
def hand_over(transfer: Transfer, *, to: str, by: User, at: dt.datetime) -> Transfer:
    """Say that a package went to a system or to somebody. Refuses one that is out already."""
    transfer = (
        Transfer.objects.select_for_update(of=("self",)).select_related("paper__owner").get(pk=transfer.pk)
    )
    refuse_if(rules.blockers_to_hand_over(state=transfer.state, to=to))
    transfer.state, transfer.handed_to = Transfer.State.HANDED, to.strip()[:200]
    transfer.handed_at, transfer.handed_by = at, by
    transfer.save(update_fields=["state", "handed_to", "handed_at", "handed_by"])
    paper = transfer.paper
    sentence = f"Chuyển gói của {paper} tới {transfer.handed_to}."
    record("package.handed", sentence, by=by, about=paper, unit=paper.owner, at=at)
    return transfer


@transaction.atomic
def note_receipt(transfer: Transfer, *, code: str, by: User, at: dt.datetime) -> Transfer:
    """Keep the code under which the other system received a package. Refuses one that is not out, or has a code."""
    transfer = (
        Transfer.objects.select_for_update(of=("self",)).select_related("paper__owner").get(pk=transfer.pk)
    )
    refuse_if(rules.blockers_to_note_receipt(state=transfer.state, code=code))
    transfer.state, transfer.received_code = Transfer.State.RECEIVED, code.strip()[:100]
    transfer.received_at, transfer.received_by = at, by
    transfer.save(update_fields=["state", "received_code", "received_at", "received_by"])
    paper = transfer.paper
    sentence = f"{transfer.handed_to} tiếp nhận {paper}, mã {transfer.received_code}."
    record("package.received", sentence, by=by, about=paper, unit=paper.owner, at=at)
    return transfer


@transaction.atomic
def receive_package(owner: Unit, data: bytes, *, received_on: dt.date, by: User, at: dt.datetime) -> Paper:
    """File the paper of a package in the register of received papers, with its PDF as it came.

    Refuses what `read_package` refuses, and a paper that is in the register already.
    """
    package = read_package(data)
    said = package.description
    known = said.kind in Paper.Kind.values
    return receive_paper(
        owner,
        upload=package.pdf,
        kind=said.kind if known else Paper.Kind.OTHER,
        kind_written="" if known and said.kind != Paper.Kind.OTHER else said.kind_name,
        number=said.number,
        symbol=said.symbol,
        day=said.day,
        issuer_written=" và ".join(said.issuers)[:300],
        subject=said.subject,
        received_on=received_on,
        by=by,
        at=at,
    )
