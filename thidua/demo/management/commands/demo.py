"""`thidua demo`: build the small world up to a stage, and serve it if asked."""

import json
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from thidua.core.dates import set_demo_day
from thidua.demo.days import STAGES
from thidua.demo.stages import run
from thidua.demo.world import PASSWORD, SIGN_INS


class Command(BaseCommand):
    """Build the small world through the actions."""

    help = "Dựng bản diễn tập: một trường, một kế hoạch, đi tới chặng đã chọn."

    def add_arguments(self, parser: CommandParser) -> None:
        """The stage, and whether to serve."""
        parser.add_argument("--stage", choices=list(STAGES), default="awarded", help="chặng dừng lại")
        parser.add_argument("--serve", action="store_true", help="dựng xong thì chạy trang và bộ xử lý nền")
        parser.add_argument("--address", default="127.0.0.1:8000", help="địa chỉ của trang, máy:cổng")
        parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate, build, tell how to sign in."""
        call_command("migrate", verbosity=0)
        set_demo_day(STAGES[options["stage"]])
        with transaction.atomic():
            run(options["stage"])
        sign_ins = [
            {"username": name, "password": PASSWORD, "who": who, "does": does} for name, who, does in SIGN_INS
        ]
        kept = settings.VAR / "demo-signins.json"
        kept.write_text(json.dumps(sign_ins, ensure_ascii=False))
        if options["json"]:
            self.stdout.write(
                json.dumps({"stage": options["stage"], "sign_ins": sign_ins}, ensure_ascii=False)
            )
        else:
            self.stdout.write(
                f"Đã dựng bản diễn tập, chặng {options['stage']}, ngày {STAGES[options['stage']]:%d/%m/%Y}."
            )
            for row in sign_ins:
                self.stdout.write(f"  {row['username']:<8} {row['who']:<22} {row['does']}")
            self.stdout.write(f"Mật khẩu chung của bản diễn tập: {PASSWORD}")
        if options["serve"]:
            call_command("serve", address=options["address"], with_worker=True)
