"""`thidua import`: file a paper in a unit's register."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.core.dates import now, today
from thidua.core.errors import Refused
from thidua.movements.actions.importing import import_plan
from thidua.movements.models import Movement
from thidua.org.models import Post, Unit, User


class Command(BaseCommand):
    """Import one paper for one unit, in the name of its clerk."""

    help = "Đưa một văn bản vào sổ của một đơn vị: văn bản đến, hoặc dự thảo của chính đơn vị kèm dự thảo phong trào."

    def add_arguments(self, parser: CommandParser) -> None:
        """What, and for whom."""
        parser.add_argument("file", type=Path, help="tệp văn bản")
        parser.add_argument("--unit", required=True, help="mã đơn vị")
        parser.add_argument("--by", help="tên đăng nhập của người nhập; mặc định là văn thư của đơn vị")
        parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and say what it became."""
        unit = Unit.objects.filter(code=options["unit"]).first()
        path: Path = options["file"]
        if unit is None:
            raise CommandError(f"Không có đơn vị mã {options['unit']}.")
        if not path.is_file():
            raise CommandError(f"Không có tệp {path}.")
        try:
            paper = import_plan(unit, path.read_bytes(), path.name, by=_actor(unit, options["by"]), at=now())
        except Refused as refused:
            raise CommandError(" ".join(blocker.message for blocker in refused.blockers)) from refused
        movement = Movement.objects.filter(plan=paper).first()
        answer = {
            "paper": paper.pk,
            "code": paper.code,
            "state": paper.state,
            "movement": movement.pk if movement else None,
            "irregularities": paper.irregularities.count(),
            "address": paper.get_absolute_url(),
        }
        said = f"Đã đưa vào sổ: {paper} ({paper.get_state_display()}), {paper.get_absolute_url()}"
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if options["json"] else said)


def _actor(unit: Unit, username: str | None) -> User:
    """Whoever acts: the named account, else the unit's clerk of today."""
    if username:
        user = User.objects.select_related("person").filter(username=username.lower()).first()
    else:
        clerks = Post.objects.on(today()).filter(unit=unit, position="clerk").values("person")
        user = User.objects.select_related("person").filter(person__in=clerks).first()
    if user is None:
        raise CommandError("Không có tài khoản nào để đứng tên việc nhập; hãy ghi --by.")
    return user
