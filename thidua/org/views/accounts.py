"""Accounts: made from the staff list, printed as slips, reset without e-mail."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from thidua.core.dates import now
from thidua.core.http import page
from thidua.org.access import Ability, Request, needs
from thidua.org.actions.accounts import open_accounts, reset_by_slip
from thidua.org.models import User
from thidua.org.queries.people import counting_unit, people_kept_in, people_with_accounts


@needs(Ability.ACCOUNT_RESET)
def accounts(request: Request, pk: int) -> HttpResponse:
    """Who in a unit can sign in, and who still waits for a slip."""
    unit = get_object_or_404(request.units, pk=pk)
    people = list(people_with_accounts(unit, on=request.access.day))
    waiting = sum(not hasattr(person, "user") for person in people)
    return page(request, "org/accounts.html", {"unit": unit, "people": people, "waiting": waiting})


@needs(Ability.ACCOUNT_RESET)
@require_POST
@never_cache
def accounts_print(request: Request, pk: int) -> HttpResponse:
    """Make an account for everyone in a unit who has none, and print the codes: this once and never again."""
    unit = get_object_or_404(request.units, pk=pk)
    people = list(people_with_accounts(unit, on=request.access.day))
    slips = open_accounts(people, unit, by=request.user, at=now())
    return page(request, "org/slips.html", {"slips": slips, "back": unit})


@needs(Ability.ACCOUNT_RESET)
@require_POST
@never_cache
def account_reset(request: Request, pk: int) -> HttpResponse:
    """A new one-time code for somebody who forgot the password."""
    kept = people_kept_in(request.units, on=request.access.day)
    user = get_object_or_404(User.objects.select_related("person"), person__pk=pk, person__in=kept)
    unit = counting_unit(user.person, on=request.access.day)
    slips = reset_by_slip(user, unit, by=request.user, at=now())
    return page(request, "org/slips.html", {"slips": slips, "back": user.person})
