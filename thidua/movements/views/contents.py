"""The contents of a movement against the plan above, and how the units beneath answered it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.movements.actions.contents import require_content
from thidua.movements.models import Content
from thidua.movements.queries.answers import answer_map
from thidua.movements.queries.contents import contents_page
from thidua.movements.queries.register import movements_seen_by
from thidua.org.access import Ability, Request, needs


@needs(Ability.MOVEMENT_VIEW)
def contents(request: Request, pk: int) -> HttpResponse:
    """Each content beside the superior's words, its note, and how far its measures are done."""
    seen = movements_seen_by(request.access).select_related("owner", "plan", "basis", "parent__owner")
    movement = get_object_or_404(seen, pk=pk)
    return page(request, "movements/contents.html", {"about": contents_page(movement, request.access)})


@needs(Ability.MOVEMENT_VIEW)
def answers(request: Request, pk: int) -> HttpResponse:
    """Units by contents and criteria: taken, adapted, dropped, not answered."""
    movement = get_object_or_404(movements_seen_by(request.access).select_related("owner"), pk=pk)
    about = answer_map(movement, request.access, number=request.GET.get("trang"))
    return page(request, "movements/answers.html", {"about": about})


@needs(Ability.MOVEMENT_DECIDE)
@require_POST
def content_require(request: Request, pk: int) -> HttpResponse:
    """Say whether the units beneath must take a content over."""
    rows = Content.objects.select_related("movement__owner")
    content = get_object_or_404(rows, pk=pk, movement__owner__in=request.units)
    kept = require_content(content, mandatory=not content.mandatory, by=request.user, at=now())
    said = "bắt buộc với cấp dưới" if kept.mandatory else "không còn bắt buộc với cấp dưới"
    messages.success(request, f"Nội dung {kept.place}: {said}.", "good")
    return redirect(f"{reverse('contents', args=[kept.movement_id])}#noi-dung-{kept.pk}")
