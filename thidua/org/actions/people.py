"""People arrive, take posts, hand over signatures, leave; accounts follow from the staff list."""

import datetime as dt
from typing import Any

from django.db import transaction

from thidua.activity.trail import Actor, record
from thidua.core.dates import period
from thidua.core.errors import refuse_if
from thidua.core.text import fold, name_key
from thidua.org import rules
from thidua.org.codes import hashed, new_code
from thidua.org.models import Delegation, Person, Placement, Post, Unit, User


@transaction.atomic
def add_person(
    code: str,
    name: str,
    *,
    by: Actor | None,
    at: dt.datetime,
    gender: str = "",
    ethnicity: str = "",
    birth: dt.date | None = None,
) -> Person:
    """Enter a person once; the code never changes."""
    refuse_if(rules.blockers_to_person(code, taken=Person.objects.filter(code=code).exists()))
    name = " ".join(name.split())
    person = Person.objects.create(
        code=code,
        name=name,
        folded=fold(name),
        sort_key=name_key(name),
        gender=gender,
        ethnicity=ethnicity,
        birth=birth,
    )
    record("person.added", f"Thêm {name} vào danh sách.", by=by, about=person, at=at)
    return person


@transaction.atomic
def appoint(
    person: Person,
    unit: Unit,
    position: str,
    title: str,
    *,
    since: dt.date,
    by: Actor | None,
    at: dt.datetime,
    until: dt.date | None = None,
    group: str = "",
    main: bool = False,
    manager: bool = False,
    acting: bool = False,
    basis: str = "",
) -> Post:
    """Give a person a post from a day. Refuses a second post that counts, and a unit that does not stand."""
    refuse_if(rules.blockers_to_period(since, until))
    Person.objects.select_for_update().get(pk=person.pk)  # two posts that count must not slip in side by side
    during = period(since, until)
    other = Post.objects.filter(person=person, main=True, during__overlap=during).first() if main else None
    stands = Placement.objects.on(since).filter(unit=unit).exists()
    refuse_if(
        rules.blockers_to_appoint(
            person.name, title, group=group, main=main, other_main=other, unit_stands=stands
        )
    )
    post = Post.objects.create(
        person=person,
        unit=unit,
        position=position,
        title=title,
        group=group,
        main=main,
        manager=manager,
        acting=acting,
        during=during,
        basis=basis,
    )
    record("post.taken", f"{person.name} nhận việc {title}, {unit}.", by=by, about=person, unit=unit, at=at)
    return post


@transaction.atomic
def engage(
    unit: Unit,
    *,
    code: str,
    name: str,
    by: Actor | None,
    at: dt.datetime,
    gender: str = "",
    ethnicity: str = "",
    birth: dt.date | None = None,
    **post: Any,
) -> Post:
    """Enter a person who is new to the list and give them a first post; both or neither."""
    person = add_person(code, name, by=by, at=at, gender=gender, ethnicity=ethnicity, birth=birth)
    return appoint(person, unit, by=by, at=at, **post)


@transaction.atomic
def end_post(post: Post, *, on: dt.date, by: Actor | None, at: dt.datetime, basis: str = "") -> Post:
    """A post ends on a day (that day excluded)."""
    post = Post.objects.select_for_update().select_related("person", "unit").get(pk=post.pk)
    refuse_if(rules.blockers_to_end_post(post.title, post.during, on))
    post.during = period(post.during.lower, on)
    post.save(update_fields=["during"])
    record(
        "post.ended",
        f"{post.person.name} thôi việc {post.title}, {post.unit}.",
        by=by,
        about=post.person,
        unit=post.unit,
        at=at,
        basis=basis,
    )
    return post


@transaction.atomic
def delegate(
    giver: Post,
    receiver: Post,
    what: str,
    *,
    since: dt.date,
    until: dt.date | None,
    basis: str,
    by: Actor | None,
    at: dt.datetime,
    scope: str = "",
) -> Delegation:
    """Hand the right to sign from one post to another for a time.

    Refuses without a document, and unless both posts are held on the first day.
    """
    held = Post.objects.on(since).filter(pk__in=[giver.pk, receiver.pk]).count() == 2
    refuse_if(
        [
            *rules.blockers_to_period(since, until),
            *rules.blockers_to_delegate(giver, receiver, basis=basis, both_held=held),
        ]
    )
    row = Delegation.objects.create(
        giver=giver, receiver=receiver, what=what, scope=scope, during=period(since, until), basis=basis
    )
    record("post.delegated", str(row), by=by, about=giver.person, unit=giver.unit, at=at, basis=basis)
    return row


@transaction.atomic
def open_account(person: Person, username: str, *, by: Actor | None, at: dt.datetime) -> tuple[User, str]:
    """Make a person's account; returns it with the one-time code to print, which is stored only hashed."""
    refuse_if(
        rules.blockers_to_account(
            username,
            taken=User.objects.filter(username__iexact=username).exists(),
            has_one=User.objects.filter(person=person).exists(),
        )
    )
    code = new_code()
    user = User.objects.create(username=username.lower(), person=person, password=hashed(code))
    record("account.opened", f"Lập tài khoản {user.username} cho {person.name}.", by=by, about=person, at=at)
    return user, code


@transaction.atomic
def reset_account(user: User, *, by: Actor, at: dt.datetime) -> str:
    """Give a new one-time code, without e-mail; the old password stops working at once."""
    user = User.objects.select_for_update().select_related("person").get(pk=user.pk)
    code = new_code()
    user.password, user.must_change = hashed(code), True
    user.save(update_fields=["password", "must_change"])
    record("account.reset", f"Cấp lại mã đăng nhập cho {user.person.name}.", by=by, about=user.person, at=at)
    return code


@transaction.atomic
def choose_password(user: User, password: str, *, at: dt.datetime) -> User:
    """The owner sets a password of their own; the one-time code is gone."""
    user.set_password(password)
    user.must_change = False
    user.save(update_fields=["password", "must_change"])
    record(
        "account.password_chosen",
        f"{user.person.name} đã đặt mật khẩu riêng.",
        by=user,
        about=user.person,
        at=at,
    )
    return user
