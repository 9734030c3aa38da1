"""`thidua judge`: one verdict by the law of a day, without a database."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.commendation.eligibility import Facts, judge, render_judgement
from thidua.commendation.eligibility.facts import SUBJECTS, FactsInvalid
from thidua.commendation.lawbook import load


class Command(BaseCommand):
    """Judge one award on one day with the facts of a file."""

    help = "Xét một hình thức khen thưởng theo luật có hiệu lực vào một ngày."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which award, which day, which facts."""
        parser.add_argument("--award", required=True, help="mã hình thức, ví dụ gk_giam_doc_so")
        parser.add_argument(
            "--on", required=True, type=dt.date.fromisoformat, help="ngày xét, NĂM-THÁNG-NGÀY"
        )
        parser.add_argument("--facts", required=True, type=Path, help="tệp dữ kiện, YAML hoặc JSON")
        parser.add_argument("--subject", choices=SUBJECTS, help="loại đối tượng, nếu tệp không ghi")
        parser.add_argument("--json", action="store_true", help="in một tài liệu JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the verdict; exit 1 when it is not "đạt"."""
        if options["award"] not in load().awards:
            raise CommandError(
                f"Không có hình thức nào mang mã {options['award']}. Có: {', '.join(sorted(load().awards))}."
            )
        if not options["facts"].is_file():
            raise CommandError(f"Không có tệp {options['facts']}.")
        try:
            facts = Facts.read(options["facts"].read_text(encoding="utf-8"))
        except FactsInvalid as invalid:
            raise CommandError("\n".join(invalid.errors.values())) from invalid
        subject = options["subject"] or facts.subject
        if subject is None:
            raise CommandError(
                "Chưa biết loại đối tượng: ghi --subject, hoặc subject trong tệp dữ kiện.", returncode=2
            )
        verdict = judge(options["award"], facts, subject=subject, law_date=options["on"])
        self.stdout.write(
            json.dumps(verdict.as_json(), ensure_ascii=False)
            if options["json"]
            else render_judgement(verdict)
        )
        if verdict.outcome.value != "met":
            raise SystemExit(1)
