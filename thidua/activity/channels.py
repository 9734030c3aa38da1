"""The ways out of the house: e-mail by the operator's server, and the targets the operator has named.

A person never gives an address into the network: they choose one of the operator's names (THIDUA_WEBHOOKS), and no
answer can lead the request elsewhere. Nothing here reads or writes the database.
"""

import json
import smtplib
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

TIMEOUT = 15  # seconds
_TRY_AGAIN = {408, 425, 429}  # answers of a target that is only busy; so is every 5xx


@dataclass(frozen=True)
class Letter:
    """One notice as it leaves: its own number, to whom, in which words, and the whole address of its page."""

    number: int
    name: str
    sentence: str
    lines: tuple[str, ...]
    href: str


class NotSentError(Exception):
    """It did not arrive; the text says why in Vietnamese. `again`: trying later may help."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.again = again


def closed_for(channel: str, address: str) -> str:
    """Why nothing can go out by a channel of this installation, as a sentence; empty when it can."""
    if channel == "email" and not settings.EMAIL_HOST:
        return "Máy chủ chưa được cấu hình để gửi thư điện tử."
    if channel == "webhook" and address not in settings.WEBHOOKS:
        return "Kênh này không còn trong danh sách của người quản trị."
    return ""


def send_email(letter: Letter, address: str) -> None:
    """Hand the letter to the operator's mail server.

    The same letter always bears the same Message-ID, so that one sent twice is shown once.

    Raises:
        NotSentError: the server is away, or refuses the address for good.
    """
    text = "\n".join(
        [
            f"Kính gửi anh/chị {letter.name},",
            "",
            letter.sentence,
            *(f"- {line}" for line in letter.lines),
            "",
            f"Mở: {letter.href}",
            f"Đổi giờ nhắc hoặc thôi nhận thư: {settings.SITE_ADDRESS}{reverse('reminders')}",
        ]
    )
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail = EmailMessage(
        subject=" ".join(letter.sentence.split())[:150],  # a header is one line
        body=text,
        to=[address],
        headers={"Message-ID": f"<delivery-{letter.number}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as problem:
        code = max(code for code, _ in problem.recipients.values())
        raise NotSentError(f"Máy chủ thư không nhận địa chỉ này (mã {code}).", again=code < 500) from problem
    except (smtplib.SMTPException, OSError) as problem:
        raise NotSentError("Không kết nối được với máy chủ thư.", again=True) from problem


class _StayHere(urllib.request.HTTPRedirectHandler):
    """An answer that points elsewhere is refused: it could point into the operator's own network."""

    def redirect_request(self, *_: Any) -> None:
        return None


def post_webhook(letter: Letter, name: str) -> None:
    """Post the letter as JSON to the target the operator named so; the same letter bears the same key.

    Raises:
        NotSentError: the target is away or refuses.
    """
    body = {
        "id": letter.number,
        "to": letter.name,
        "sentence": letter.sentence,
        "lines": letter.lines,
        "href": letter.href,
    }
    request = urllib.request.Request(  # noqa: S310 the scheme was checked when the settings were read
        settings.WEBHOOKS[name],
        data=json.dumps(body, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json", "Idempotency-Key": f"delivery-{letter.number}"},
    )
    try:
        with urllib.request.build_opener(_StayHere).open(request, timeout=TIMEOUT):
            return
    except urllib.error.HTTPError as answer:
        again = answer.code >= 500 or answer.code in _TRY_AGAIN
        answer.close()
        raise NotSentError(f"Kênh {name} từ chối (mã {answer.code}).", again=again) from answer
    except (OSError, HTTPException) as problem:
        raise NotSentError(f"Không kết nối được với kênh {name}.", again=True) from problem


WAYS = {"email": send_email, "webhook": post_webhook}
