"""`thidua init`: the first unit and its administrator, for an office that starts for real."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.core.dates import now, today
from thidua.core.errors import Refused
from thidua.org.actions.start import start_installation
from thidua.org.models import Unit


class Command(BaseCommand):
    """Found an empty installation."""

    help = "Lập đơn vị đầu tiên và người quản trị của một nơi bắt đầu thật."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who and what."""
        parser.add_argument("--unit", required=True, help="tên đơn vị đứng đầu")
        parser.add_argument("--code", default="", help="mã đơn vị; mặc định đặt theo tên viết tắt")
        parser.add_argument(
            "--kind", choices=Unit.Kind.values, default=Unit.Kind.DEPARTMENT, help="loại đơn vị"
        )
        parser.add_argument("--admin", required=True, help="họ tên người quản trị")
        parser.add_argument("--username", default="quantri", help="tên đăng nhập")

    def handle(self, *args: Any, **options: Any) -> None:
        """Found it and print the one-time code."""
        try:
            user, code = start_installation(
                options["unit"],
                options["code"],
                options["kind"],
                options["admin"],
                options["username"],
                since=today(),
                at=now(),
            )
        except Refused as refused:
            raise CommandError(" ".join(blocker.message for blocker in refused.blockers)) from refused
        self.stdout.write(
            f"Đã lập {options['unit']}. Tên đăng nhập: {user.username}. Mã dùng một lần: {code}"
        )
