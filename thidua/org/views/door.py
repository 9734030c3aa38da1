"""Signing in, signing out, and a password of one's own."""

from typing import Any

from allauth.account.views import LoginView, LogoutView
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.org.access import Request, public, signed_in
from thidua.org.accounts import demo_signins
from thidua.org.actions.people import choose_password
from thidua.org.forms import PasswordForm, SignInForm


class SignIn(LoginView):  # type: ignore[misc]  # the library publishes no types
    """The door; a demo installation names the people one may be."""

    form_class = SignInForm
    template_name = "account/login.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and the sign-ins of a demo."""
        return {**super().get_context_data(**kwargs), "signins": demo_signins()}


sign_in = public(SignIn.as_view())
sign_out = public(require_POST(LogoutView.as_view()))


@signed_in
@sensitive_post_parameters()
def password_choose(request: Request) -> HttpResponse:
    """Choose a password: at the first sign-in, with a one-time code, and whenever one likes."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = choose_password(request.user, form.cleaned_data["password"], at=now())
        update_session_auth_hash(request, user)
        messages.success(request, "Đã đặt mật khẩu mới. Mã hoặc mật khẩu cũ không dùng được nữa.", "good")
        return redirect("desk")
    context = {"form": form, "first": request.user.must_change}
    return page(request, "account/password.html", context, status=422 if form.errors else 200)
