"""What people type about a task, turned into typed values."""

import datetime as dt
from typing import Any

from django import forms

from thidua.core.forms import DayField, Form, offer
from thidua.documents.models import Paper
from thidua.movements.forms.plans import report
from thidua.movements.models import Movement, Task
from thidua.movements.queries.owners import owners_meant
from thidua.movements.rules.tasks import blockers_to_keep_task
from thidua.org.models import Person, Unit
from thidua.org.queries.people import staff_of
from thidua.org.queries.tree import parts_of, union_of

POSTS = (
    ("", "không theo chức vụ"),
    ("head,deputy", "Cấp trưởng và cấp phó"),
    ("head", "Cấp trưởng"),
    ("leader", "Tổ trưởng"),
    ("union_chair,union_member", "Ban chấp hành công đoàn"),
    ("union_chair", "Chủ tịch công đoàn"),
    ("youth_secretary", "Bí thư đoàn"),
)


def _line(label: str, length: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=False, help_text=help_text)


class TaskForm(Form):
    """One task: what, who answers for it and who shares it, by when, and what it rests on."""

    FIRST = ("action", "owner_person", "unit", "posts", "joint", "due", "due_words", "urgent")

    action = forms.CharField(label="Nhiệm vụ", widget=forms.Textarea(attrs={"rows": 3}))
    owner_person = forms.ModelChoiceField(
        label="Người chịu trách nhiệm, phải có sau khi phát động",
        queryset=Person.objects.none(),
        required=False,
        empty_label="chưa chọn",
    )
    unit = forms.ModelChoiceField(
        label="Tổ, bộ phận, tổ chức", queryset=Unit.objects.none(), required=False, empty_label="chưa chọn"
    )
    posts = forms.ChoiceField(label="Hoặc theo chức vụ trong đơn vị ấy", choices=POSTS, required=False)
    joint = forms.CharField(
        label="Cùng làm",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một bên và phần việc, ví dụ: Công đoàn: vận động đoàn viên.",
    )
    due = DayField(label="Hạn", required=False, help_text="Hạn ghi ở đây hiện là “đơn vị đặt”.")
    due_words = _line("Hạn bằng lời", 200, "Như văn bản viết, ví dụ: ngay từ đầu năm học.")
    urgent = forms.BooleanField(label="Việc gấp, ghim lên đầu", required=False)
    content = forms.ModelChoiceField(
        label="Thuộc nội dung",
        queryset=Task.objects.none(),
        required=False,
        empty_label="không thuộc riêng nội dung nào",
    )
    tags = _line("Nhãn", 400, "Cách nhau bằng dấu phẩy; ví dụ: đổi mới chương trình – sách giáo khoa.")
    professional_duty = _line(
        "Gắn với nhiệm vụ chuyên môn", 300, "Mã hoặc tên nhiệm vụ trong kế hoạch năm học của đơn vị."
    )
    professional_source = forms.ModelChoiceField(
        label="Kế hoạch có nhiệm vụ ấy",
        queryset=Paper.objects.none(),
        required=False,
        empty_label="chưa chọn",
    )
    directive = forms.ModelChoiceField(
        label="Văn bản chỉ đạo giao việc này",
        queryset=Paper.objects.none(),
        required=False,
        empty_label="không có",
    )
    reports_to = _line("Báo cáo với", 200)
    channel = _line("Qua", 200, "Ví dụ: Văn phòng Sở, hòm thư điện tử.")

    def __init__(
        self, data: Any, *, movement: Movement, on: dt.date, task: Task | None = None, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial_of(task) if task else initial)
        self.movement, self.task, self.day = movement, task, on
        owner = movement.owner
        people = staff_of(owner, on=on).values("person")
        union = union_of(owner, on=on)
        papers = Paper.objects.filter(owner=owner).defer("source_lines", "reading").order_by("-id")
        offer(self, "owner_person", Person.objects.filter(pk__in=people).order_by("sort_key"))
        offer(self, "unit", _bodies(owner, union, on))
        offer(self, "content", movement.contents.exclude(answer="dropped"))
        offer(
            self,
            "professional_source",
            papers.filter(kind=Paper.Kind.PLAN).exclude(pk=movement.plan_id)[:200],
        )
        offer(self, "directive", papers.exclude(directive=None)[:200])

    @property
    def first(self) -> list[Any]:
        """The fields that every task needs."""
        return [self[name] for name in self.FIRST]

    @property
    def further(self) -> list[Any]:
        """The fields that few tasks need, folded away."""
        return [box for box in self.visible_fields() if box.name not in self.FIRST]

    def clean(self) -> dict[str, Any]:
        """The same rule that keeps the task, so that what was typed stays on the page."""
        values = super().clean() or {}
        if values.get("posts") and not values.get("unit"):
            self.add_error("unit", "Chọn đơn vị có chức vụ ấy.")
        if not self.errors:
            task = self.task
            report(
                self,
                blockers_to_keep_task(
                    state=self.movement.state,
                    done=task is not None and task.state == Task.State.DONE,
                    from_plan=task is not None and task.line is not None,
                    reworded=task is not None and task.action != values["action"],
                    has_person=values["owner_person"] is not None,
                    due=values["due"],
                    begins=self.movement.plan.day,
                ),
            )
        return values

    @property
    def values(self) -> dict[str, Any]:
        """The columns, as the action asks for them."""
        kept = {
            name: value for name, value in self.cleaned_data.items() if name not in {"posts", "joint", "tags"}
        }
        posts = [post for post in self.cleaned_data["posts"].split(",") if post]
        return {**kept, "owner_positions": posts, "tags": _split(self.cleaned_data["tags"], ",")}

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Who shares the task, a line each; the body is the one their name means, where it means one."""
        return [self._part(line) for line in _split(self.cleaned_data["joint"], "\n")]

    def _part(self, line: str) -> dict[str, Any]:
        written, _, part = line.partition(":")
        meant = owners_meant(self.movement.owner, written.strip(), on=self.day)
        unit = meant[0].unit if len(meant) == 1 else None
        return {
            "written": written.strip()[:200],
            "part": part.strip(),
            "unit": unit,
            "inferred": unit is not None,
        }


def _split(text: str, sign: str) -> list[str]:
    return list(dict.fromkeys(each.strip() for each in text.split(sign) if each.strip()))


def _bodies(owner: Unit, union: Unit | None, on: dt.date) -> Any:
    inside = parts_of(owner, on=on).exclude(kind__in=[Unit.Kind.CLASS, Unit.Kind.COUNCIL])
    beside = Unit.objects.filter(pk=union.pk if union else 0)
    return (inside | beside).order_by("sort_key")


def initial_of(task: Task) -> dict[str, Any]:
    """What the fields show of a task."""
    names = [name for name in TaskForm.base_fields if name not in {"posts", "joint", "tags"}]
    shown = {name: getattr(task, name) for name in names}
    parts = task.parts.filter(state=Task.State.OPEN)
    return {
        **shown,
        "posts": ",".join(task.owner_positions),
        "tags": ", ".join(task.tags),
        "joint": "\n".join(_written(part) for part in parts),
    }


def _written(part: Any) -> str:
    return f"{part.written}: {part.part}" if part.part else str(part.written)


class LimitForm(Form):
    """The share of tasks that is to rest on professional duties."""

    percent = forms.IntegerField(label="Ít nhất (%)", min_value=1, max_value=100)
