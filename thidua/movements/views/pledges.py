"""Reading and signing a pledge; who has signed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.pledges import sign_pledge, urge
from thidua.movements.forms.pledges import PledgeForm, UrgeForm
from thidua.movements.models import Movement
from thidua.movements.queries.pledges import pledge_page, pledge_share, pledges_of, unsigned_users
from thidua.movements.queries.register import movements_seen_by
from thidua.movements.rules.pledges import blockers_to_urge
from thidua.movements.views.register import PER_PAGE
from thidua.org.access import Ability, Request, needs

REMINDER = "Anh/chị chưa ký giao ước thi đua; xin mở phong trào, đọc và ký khi thuận tiện."


@needs(Ability.PLEDGE_SIGN)
def pledge(request: Request, pk: int) -> HttpResponse:
    """Read the pledge, add a target of one's own, sign; later, the signed pledge to print."""
    seen = movements_seen_by(request.access).select_related("owner", "plan")
    found = get_object_or_404(seen, pk=pk)
    form = PledgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sign_pledge(found, by=request.user, at=now(), target=form.cleaned_data["target"])
        messages.success(request, "Anh/chị đã ký giao ước. Bản đã ký được giữ nguyên.", "good")
        return redirect("pledge", found.pk)
    context = {"about": pledge_page(found, request.access), "form": form, "today": request.access.day}
    return page(request, "movements/pledge.html", context, status=422 if form.errors else 200)


@needs(Ability.MOVEMENT_WATCH)
def pledges(request: Request, pk: int) -> HttpResponse:
    """Who has signed and who has not, for those who watch over the movement."""
    found = get_object_or_404(
        Movement.objects.select_related("owner", "plan"), pk=pk, owner__in=request.units
    )
    return page(
        request, "movements/pledges.html", _pledges(request, found, UrgeForm(initial={"sentence": REMINDER}))
    )


def _pledges(request: Request, found: Movement, form: UrgeForm) -> dict[str, object]:
    share = pledge_share(found)
    running = found.state == Movement.State.RUNNING
    return {
        "movement": found,
        "share": share,
        "page": Paginator(pledges_of(found), PER_PAGE).get_page(request.GET.get("trang")),
        "form": form,
        "against": blockers_to_urge(running=running, users=len(share.missing), sentence=REMINDER),
    }


@needs(Ability.MOVEMENT_WATCH)
@require_POST
def urge_signing(request: Request, pk: int) -> HttpResponse:
    """Remind everyone who has not signed; nobody is signed for."""
    found = get_object_or_404(
        Movement.objects.select_related("owner", "plan"), pk=pk, owner__in=request.units
    )
    form = UrgeForm(request.POST)
    if not form.is_valid():
        return page(request, "movements/pledges.html", _pledges(request, found, form), status=422)
    users = list(unsigned_users(found).values_list("pk", flat=True))
    told = urge(found, users, form.cleaned_data["sentence"], by=request.user, at=now())
    messages.success(request, f"Đã nhắc {told} người.", "good")
    return redirect("pledges", found.pk)
