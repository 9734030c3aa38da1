"""People: one person, their posts, and who may sign for whom."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from thidua.core.dates import now
from thidua.core.http import page
from thidua.org.access import Ability, Request, needs, signed_in
from thidua.org.actions.people import appoint, delegate, end_post, engage
from thidua.org.forms import AppointForm, DelegationForm, EndForm, EngageForm
from thidua.org.models import Person, Post
from thidua.org.queries.people import people_seen_by, person_page, posts_to_hand_to
from thidua.org.views.asking import ask


@signed_in
def person(request: Request, pk: int) -> HttpResponse:
    """One person: the posts in time; restricted data only to those who may see it."""
    found = get_object_or_404(people_seen_by(request.access), pk=pk)
    return page(request, "org/person.html", {"this": person_page(found, request.access)})


@needs(Ability.STAFF_EDIT)
def person_new(request: Request, pk: int) -> HttpResponse:
    """Somebody new on the list of a unit, with a first post."""
    unit = get_object_or_404(request.units, pk=pk)
    form = EngageForm(request.POST or None, initial={"main": True})
    if form.is_valid():
        post = engage(unit, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, f"Đã thêm {post.person}.")
        return redirect(post.person)
    return ask(request, form, f"Thêm người vào {unit}", "Thêm người", back=unit)


@needs(Ability.STAFF_EDIT)
def post_new(request: Request, pk: int) -> HttpResponse:
    """A further post of somebody whose list this is."""
    found = get_object_or_404(Person.objects.filter(posts__unit__in=request.units).distinct(), pk=pk)
    form = AppointForm(request.units, request.access.day, request.POST or None)
    if form.is_valid():
        appoint(found, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, "Đã giao chức vụ.")
        return redirect(found)
    return ask(request, form, f"Giao chức vụ cho {found}", "Giao chức vụ", back=found)


@needs(Ability.STAFF_EDIT)
def post_end(request: Request, pk: int) -> HttpResponse:
    """A post is held no more from a day."""
    post = get_object_or_404(Post.objects.select_related("person", "unit"), pk=pk, unit__in=request.units)
    form = EndForm(request.POST or None)
    if form.is_valid():
        end_post(post, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, f"Đã ghi {post.person} thôi {post.title}.")
        return redirect(post.person)
    return ask(request, form, f"{post.person} thôi {post.title}", "Ghi thôi chức vụ", back=post.person)


@needs(Ability.STAFF_EDIT)
def delegation_new(request: Request, pk: int) -> HttpResponse:
    """Hand the right to sign from one post to another, by a document."""
    giver = get_object_or_404(Post.objects.select_related("person", "unit"), pk=pk, unit__in=request.units)
    form = DelegationForm(posts_to_hand_to(giver, on=request.access.day), request.POST or None)
    if form.is_valid():
        delegate(giver, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, "Đã ghi việc giao ký.")
        return redirect(giver.person)
    lead = "Cấp phó ký KT. không cần ủy quyền riêng; TL. và TUQ. thì cần (Nghị định 30/2020/NĐ-CP, Điều 13)."
    return ask(request, form, f"{giver.person} giao ký", "Ghi việc giao ký", back=giver.person, lead=lead)
