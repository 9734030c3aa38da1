"""The title of a signer, when neither the text of a plan nor the staff list states one."""

import datetime as dt

from django.db import transaction

from thidua.activity.trail import record
from thidua.core.dates import day_of
from thidua.core.errors import refuse_if
from thidua.documents.models import Paper
from thidua.documents.queries.signing import sides_of
from thidua.documents.queries.titles import posts_that_print
from thidua.documents.rules import signing as rules
from thidua.org.models import Post, User


@transaction.atomic
def state_title(paper: Paper, post: Post, title: str, *, basis: str, by: User, at: dt.datetime) -> Post:
    """Say which title a signer of an own paper bears, and by what decision (matrix EK-121; never guessed, E.7).

    It goes to the post and so holds for every later paper. Refuses to change a title that is recorded: another
    title is another appointment. Refuses a post that signs nothing here, and a paper that is issued or not our own.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("owner").get(pk=paper.pk)
    post = Post.objects.select_for_update(of=("self",)).select_related("person", "unit").get(pk=post.pk)
    title, basis = " ".join(title.split()), basis.strip()
    sides = [side.unit for side in sides_of(paper).sides]
    signs = posts_that_print(sides, on=day_of(at)).filter(pk=post.pk).exists()
    refuse_if(
        [
            *rules.blockers_to_title_on(paper.state, paper.code),
            *rules.blockers_to_title(
                post.person.name, str(post.unit), known=post.title, title=title, basis=basis, signs=signs
            ),
        ]
    )
    post.title, post.basis = title, post.basis or basis
    post.save(update_fields=["title", "basis"])
    record(
        "signer.titled",
        f"Ghi chức vụ của {post.person.name} ở {post.unit}: {title}.",
        by=by,
        about=paper,
        unit=post.unit,
        at=at,
        basis=basis,
    )
    return post
