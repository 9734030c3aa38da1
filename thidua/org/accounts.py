"""What the sign-in library asks of us, and what the door of a demo installation tells."""

import json
from pathlib import Path
from typing import Any, ClassVar, TypedDict

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from thidua.core.http import page

_WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Xin xem lại chữ hoa, chữ thường và dấu gạch nối của mã."


class DemoSignIn(TypedDict):
    """One invented person whom a visitor of the demo may be."""

    username: str
    password: str
    who: str
    does: str


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]  # the library publishes no types
    """Accounts are made from the staff list; nobody signs up."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _WRONG,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        del request
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who still has a one-time code chooses a password first."""
        if request.user.must_change:  # type: ignore[union-attr]
            return reverse("password_choose")
        address: str = super().get_login_redirect_url(request)
        return address

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that opens after signing in says enough."""


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Too many wrong passwords: say how long to wait and who can help."""
    del response, credentials
    minutes = round(float(settings.AXES_COOLOFF_TIME) * 60)
    return page(request, "account/locked.html", {"minutes": minutes}, status=403)


def demo_signins() -> list[DemoSignIn]:
    """The invented people of a demo installation with their sign-ins; empty on a real one."""
    kept = Path(settings.VAR) / "demo-signins.json"
    if not settings.DEMO or not kept.exists():
        return []
    found: list[DemoSignIn] = json.loads(kept.read_text(encoding="utf-8"))
    return found
