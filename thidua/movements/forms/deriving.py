"""What a person chooses when a unit's plan is made from the plan above, turned into typed values."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.movements.deriving import TOPIC_TITLES, Answered, Asked, Choices, Stage
from thidua.movements.forms.plans import report
from thidua.movements.models import Gap
from thidua.movements.queries.deriving import Offered, Source, key_of
from thidua.movements.rules.contents import Reply, blockers_to_derive, blockers_to_reply
from thidua.movements.rules.duties import blockers_to_due
from thidua.movements.rules.plans import blockers_to_decide

ANSWERS = (("taken", "áp dụng"), ("adapted", "điều chỉnh"), ("dropped", "không áp dụng"))
_LATER = ("", "chưa quyết định")
_DECIDED = (
    ("inherit", "theo kế hoạch cấp trên"),
    ("own", "quy định riêng"),
    ("not_used", "không dùng"),
)


def _words(label: str, rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _ticks(label: str, **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, **more)


class DeriveForm(Form):
    """One page from the plan above to the unit's own: each box already holds what the plan above says."""

    subject = _words("Trích yếu", 2, max_length=500)
    added = _words(
        "Nội dung riêng của đơn vị", 3, required=False, help_text="Để trống nếu không thêm nội dung nào."
    )
    reason = forms.CharField(label="Lý do thêm", max_length=500, required=False)
    rounds = _ticks("Đợt thi đua theo cấp trên")
    tasks = _ticks("Nhiệm vụ cấp trên giao, đưa vào kế hoạch")
    duties = _ticks("Việc giao trong đơn vị")
    recipients = _ticks("Nơi nhận")
    symbol = forms.CharField(label="Ký hiệu", max_length=60, help_text="Ví dụ: KH-THMA.")
    place = forms.CharField(label="Địa danh", max_length=100)

    def __init__(self, data: Any, *, source: Source, today: dt.date) -> None:
        super().__init__(data, initial=_initial(source))
        self.source, self.today = source, today
        if not source.lacks_symbol:
            del self.fields["symbol"]
        if not source.lacks_place:
            del self.fields["place"]
        for item in source.items:
            self._ask(item)
        for demand in source.topics:
            self.fields[f"phan-{demand.topic}"] = _words(TOPIC_TITLES[demand.topic], 4)
        for duty in source.duties:
            self.fields[f"han-{key_of(duty)}"] = DayField(
                label=f"Hạn: {duty.sentence.lower()}", required=False
            )
        for what in source.gaps:
            name = str(Gap.What(what).label)
            self.fields[f"chua-{what}"] = forms.ChoiceField(
                label=name, choices=[_LATER, *_DECIDED], required=False
            )
            self.fields[f"chua-{what}-rieng"] = forms.CharField(
                label=f"{name}, quy định riêng", max_length=500, required=False
            )
        offer(self, "rounds", [(str(nth), _said(stage)) for nth, stage in enumerate(source.rounds)])
        offer(self, "tasks", [(str(nth), action) for nth, action in enumerate(source.tasks)])
        offer(self, "duties", [(key_of(duty), duty.sentence) for duty in source.duties])
        offer(self, "recipients", [(line.key, line.written) for line in source.lines])

    def _ask(self, item: Offered) -> None:
        self.fields[f"{item.key}-answer"] = forms.ChoiceField(
            label=item.label, choices=ANSWERS, initial="taken"
        )
        self.fields[f"{item.key}-note"] = forms.CharField(
            label=f"{item.label}: cách làm ở đơn vị, hoặc lý do", max_length=500, required=False
        )
        if item.content:
            self.fields[f"{item.key}-text"] = _words(
                f"{item.label}: câu chữ trong kế hoạch của đơn vị", 4, initial=item.text
            )

    def asked(self, *, content: bool) -> list[tuple[Offered, Any, Any, Any]]:
        """The items with their boxes: answer, note, and the wording of a content."""
        return [
            (
                item,
                self[f"{item.key}-answer"],
                self[f"{item.key}-note"],
                self[f"{item.key}-text"] if item.content else None,
            )
            for item in self.source.items
            if item.content == content
        ]

    @property
    def topics(self) -> list[tuple[Any, str]]:
        """The demanded parts to be written, each with the sentence that demands it."""
        return [(self[f"phan-{demand.topic}"], demand.sentence) for demand in self.source.topics]

    @property
    def dues(self) -> list[Any]:
        """A day for each duty that is offered."""
        return [self[f"han-{key_of(duty)}"] for duty in self.source.duties]

    @property
    def open_parts(self) -> list[tuple[Any, Any]]:
        """What the plan above does not state: the decision and the words of an own rule."""
        return [(self[f"chua-{what}"], self[f"chua-{what}-rieng"]) for what in self.source.gaps]

    def clean(self) -> dict[str, Any]:
        """The same rules that make the plan, each reason at its box, so that nothing typed is lost."""
        values = super().clean() or {}
        for item in self.source.items:
            if f"{item.key}-answer" in values:
                reply = self._reply(item, values)
                wrong = "answer" if reply.answer == "dropped" and reply.mandatory else "note"
                report(self, blockers_to_reply(reply), f"{item.key}-{wrong}")
        whole = [self._reply(item, values) for item in self.source.items]
        for blocker in blockers_to_derive(
            [replace(reply, note="-", mandatory=False, reworded=False) for reply in whole],
            taken=self.source.taken,
            name=values.get("subject", "-"),
            added=values.get("added", ""),
            reason=values.get("reason", ""),
        ):
            self.add_error(None, blocker.message)
        self._check_days(values)
        self._check_gaps(values)
        return values

    def _check_days(self, values: dict[str, Any]) -> None:
        above = self.source.paper.day
        for duty in self.source.duties:
            name = f"han-{key_of(duty)}"
            if key_of(duty) in values.get("duties", []):
                upward = self.source.report_due if duty.what == "report" else None
                found = blockers_to_due(values.get(name), today=self.today, above=above, owed_above=upward)
                report(self, found, name)

    def _check_gaps(self, values: dict[str, Any]) -> None:
        for what in self.source.gaps:
            choice, text = values.get(f"chua-{what}", ""), values.get(f"chua-{what}-rieng", "")
            if choice:
                found = blockers_to_decide(choice, text, source=self.source.paper, issued=False)
                report(self, found, f"chua-{what}-rieng")

    def _reply(self, item: Offered, values: dict[str, Any]) -> Reply:
        wording = values.get(f"{item.key}-text", item.text)
        return Reply(
            key=item.key,
            name=item.label,
            answer=values.get(f"{item.key}-answer", "taken"),
            note=values.get(f"{item.key}-note", ""),
            reworded=item.content and " ".join(wording.split()) != " ".join(item.text.split()),
            mandatory=item.mandatory,
            content=item.content,
        )

    @property
    def choices(self) -> Choices:
        """Everything chosen, as the action asks for it."""
        values, source = self.cleaned_data, self.source
        return Choices(
            subject=values["subject"],
            answers=tuple(
                Answered(self._reply(item, values), _wording(item, values), item.node)
                for item in source.items
            ),
            added=values["added"],
            reason=values["reason"],
            topics={demand.topic: values[f"phan-{demand.topic}"] for demand in source.topics},
            tasks=tuple(source.tasks[int(nth)] for nth in values["tasks"]),
            rounds=tuple(source.rounds[int(nth)] for nth in values["rounds"]),
            duties=tuple(self._duties(values)),
            gaps={
                what: (values[f"chua-{what}"], values[f"chua-{what}-rieng"])
                for what in source.gaps
                if values[f"chua-{what}"]
            },
            recipients=tuple(values["recipients"]),
            symbol=values.get("symbol", ""),
            place=values.get("place", ""),
        )

    def _duties(self, values: dict[str, Any]) -> list[Asked]:
        chosen = [duty for duty in self.source.duties if key_of(duty) in values["duties"]]
        return [replace(duty, due=values[f"han-{key_of(duty)}"]) for duty in chosen]


def _wording(item: Offered, values: dict[str, Any]) -> str:
    words: str = values.get(f"{item.key}-text", item.text)
    return words.replace("\r\n", "\n").strip()


def _initial(source: Source) -> dict[str, Any]:
    return {
        "subject": source.subject,
        "rounds": [str(nth) for nth in range(len(source.rounds))],
        "tasks": [str(nth) for nth in range(len(source.tasks))],
        "duties": list(source.asked),
        "recipients": [line.key for line in source.lines],
    }


def _said(stage: Stage) -> str:
    return f"{stage.label}: {stage.first:%d/%m/%Y} đến hết {stage.last:%d/%m/%Y}"
