"""The structure of one paper as parts for the desk: each thing read, its line, and the lines it lights."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.documents.models import Node

ONLY_IN_PLANS = {"pham-vi", "noi-dung-thi-dua", "giai-phap", "nhiem-vu", "tieu-chi", "khen-thuong", "dot"}
OPTIONAL = {"viec-trong-bai", "ky-niem", "chuong-trinh", "nguyen-tac"}


@dataclass(frozen=True)
class Item:
    """One thing read from the text: where it stands, what it says, and the lines it lights."""

    text: str
    line: int | None
    lights: str
    note: str = ""
    place: str = ""
    where: str = ""  # the path under which a person may put it right; empty when not here


@dataclass(frozen=True)
class Part:
    """One part of the structure, with its things in order; an empty one says why."""

    key: str
    title: str
    items: list[Item]
    absent: str
    note: str = ""
    open: bool = False


class PartsRead:
    """Everything the reader found in one paper, part by part. Keys it does not know yet are simply empty."""

    def __init__(
        self,
        read: Mapping[str, Any],
        nodes: Sequence[Node],
        lights: Callable[[int | None, str], str],
        absent: Callable[[str], str],
    ) -> None:
        self.read, self.nodes, self.lights, self.absent = read, nodes, lights, absent

    def all(self) -> list[Part]:
        """Every part in the order of reading."""
        return [
            self._part("cac-muc", "Các mục", self._sections(), note=self._levels()),
            self._part("pham-vi", "Phạm vi, đối tượng", self._scope()),
            self._part("noi-dung-thi-dua", "Nội dung", self._of_sections("contents")),
            self._part("giai-phap", "Giải pháp", self._of_sections("solutions")),
            self._part("nhiem-vu", "Nhiệm vụ", self._tasks(), "deadlines", is_open=True),
            self._part("viec-trong-bai", "Việc nêu trong bài", self._duties()),
            self._part("tieu-chi", "Tiêu chí", self._criteria(), "criteria", note=self._markers()),
            self._part("khen-thuong", "Khen thưởng", self._awards(), "awards", self._rewarded()),
            self._part("dot", "Đợt thi đua", self._rounds()),
            self._part("ky-niem", "Ngày kỷ niệm", self._commemorations()),
            self._part("chuong-trinh", "Phong trào, cuộc vận động được nhắc", self._programmes()),
            self._part("nguyen-tac", "Chỉ tiêu, nguyên tắc, điều không làm, kênh thông tin", self._stances()),
            self._part("noi-nhan", "Nơi nhận", self._recipients(), "recipients", note=self._archive()),
            self._part("nguoi-ky", "Người ký", self._signers(), "signers"),
        ]

    def _part(
        self,
        key: str,
        title: str,
        items: list[Item],
        where: str = "",
        note: str = "",
        *,
        is_open: bool = False,
    ) -> Part:
        return Part(key, title, items, "" if items else self.absent(where), note, is_open)

    def _sections(self) -> list[Item]:
        rows = self.read.get("sections", [])
        inline = {node.line: node.text for node in self.nodes if node.kind == "item"}
        return [
            self._item(row["title"] or inline.get(row["line"], row["marker"]), row["line"], place=row["id"])
            for row in rows
        ]

    def _scope(self) -> list[Item]:
        scope = self.read.get("scope") or {}
        found = []
        if scope.get("text"):
            found.append(self._item(scope["text"], scope["line"], "phạm vi"))
        if scope.get("subjects"):
            also = f"; cũng nêu: {', '.join(scope['also'])}" if scope.get("also") else ""
            found.append(self._item(", ".join(scope["subjects"]), scope["subjects_line"], f"đối tượng{also}"))
        return found

    def _levels(self) -> str:
        counts = self.read.get("counts", {})
        levels = [counts.get(f"sections_level_{level}", 0) for level in (1, 2, 3)]
        return f"{levels[0]} chương, {levels[1]} mục, {levels[2]} điểm" if any(levels) else ""

    def _of_sections(self, name: str) -> list[Item]:
        """The sentences of these sections: a heading's title, or the item that is the section itself."""
        first: dict[str, Node] = {}
        for node in self.nodes:
            first.setdefault(node.section, node)
        bullets: dict[str, list[Node]] = defaultdict(list)
        for node in self.nodes:
            if node.kind == "bullet":
                bullets[node.section].append(node)
        found = []
        for where in self.read.get(name, []):
            section, _, nth = where.partition(" bullet ")
            rows = (
                bullets[section][int(nth) - 1 : int(nth)]
                if nth
                else [first[section]]
                if section in first
                else []
            )
            found += [
                self._item(row.title or row.text, row.line, place=where.replace("bullet", "gạch"))
                for row in rows
            ]
        return found

    def _item(self, text: str, line: int | None, note: str = "", place: str = "", where: str = "") -> Item:
        return Item(text, line, self.lights(line, text), note, place, where)

    def _tasks(self) -> list[Item]:
        found = []
        for row in self.read.get("tasks", []):
            who = ", ".join(row["responsible"]) or "Người phụ trách không nêu"
            who += "" if row["responsible_source"] == "stated" else " (suy ra từ đề mục)"
            due = f"hạn: {row['deadline']}" if row.get("deadline") else "hạn không nêu"
            found.append(self._item(row["action"], row["line"], f"{who}; {due}."))
        return found

    def _duties(self) -> list[Item]:
        rows = self.read.get("embedded_duties", [])
        return [self._item(row["phrase"], row["line"], row.get("actor") or "") for row in rows]

    def _criteria(self) -> list[Item]:
        rows = self.read.get("criteria", [])
        return [
            self._item(row.get("text") or row.get("key", ""), row["line"], row.get("subject") or "")
            for row in rows
        ]

    def _markers(self) -> str:
        markers = [(row.get("marker") or "").strip(".) ") for row in self.read.get("criteria", [])]
        lettered = [marker for marker in markers if marker.isalnum()]
        return f"ký hiệu như trong văn bản: {' '.join(lettered)}" if lettered else ""

    def _awards(self) -> list[Item]:
        awards = self.read.get("awards", {})
        found = [self._item(row["form"], row["line"], _giver(row)) for row in awards.get("forms", [])]
        rules_by = awards.get("rules_by_reference")
        if rules_by:
            found.append(
                self._item(
                    f"Quy định khen thưởng theo {rules_by['number']}", rules_by["line"], "Bốn phần chưa nhập."
                )
            )
        when = awards.get("time_of_review")
        if when:
            found.append(self._item(when["text"], when["line"], "thời điểm xét"))
        return found

    def _rewarded(self) -> str:
        """Who is to be rewarded and who weighs it, as far as the text says, in one line."""
        awards = self.read.get("awards", {})
        said = [
            (
                "ưu tiên",
                ", ".join(each for each in awards.get("priority_groups", []) if isinstance(each, str)),
            ),
            ("nơi đề nghị", awards.get("proposer") or ""),
            ("nơi xét", awards.get("reviewer") or ""),
        ]
        return "; ".join(f"{name}: {words}" for name, words in said if words)

    def _rounds(self) -> list[Item]:
        return [
            self._item(
                f"{row['label']}: {_day(row['start'])} đến {_day(row['end'])}",
                row["line"],
                f"{row['days']} ngày. {row['target'] or 'Mục tiêu không nêu'}.",
            )
            for row in self.read.get("rounds", [])
        ]

    def _commemorations(self) -> list[Item]:
        rows = self.read.get("commemorations", [])
        return [self._item(row["name"], row["line"], _when(row)) for row in rows]

    def _programmes(self) -> list[Item]:
        kinds = {"movement": "phong trào", "campaign": "cuộc vận động", "programme": "chương trình"}
        rows = self.read.get("programmes", [])
        return [self._item(row["name"], row["line"], kinds.get(row.get("kind", ""), "")) for row in rows]

    def _stances(self) -> list[Item]:
        named = (
            ("indicators", "chỉ tiêu"),
            ("principles", "nguyên tắc"),
            ("prohibitions", "điều không làm"),
            ("mottos", "phương châm"),
            ("channels", "kênh thông tin"),
        )
        rows = [(row, note) for name, note in named for row in self.read.get(name, [])]
        return [
            self._item(row.get("text") or row["name"], row["line"], note)
            for row, note in sorted(rows, key=lambda each: each[0]["line"])
        ]

    def _recipients(self) -> list[Item]:
        rows = self.read.get("recipients", {}).get("items", [])
        return [
            self._item(
                row["name"],
                row["line"],
                row.get("role") or "vai trò không nêu",
                where=f"recipients.items.{no}.name",
            )
            for no, row in enumerate(rows)
        ]

    def _archive(self) -> str:
        archive = self.read.get("recipients", {}).get("archive")
        return f"Lưu: {', '.join(archive['codes'])}" if archive else ""

    def _signers(self) -> list[Item]:
        return [
            self._item(
                row["name"],
                row["name_line"],
                " ".join(filter(None, [row.get("authority"), row.get("title")])) or "chức vụ không nêu",
                where=f"signers.{no}.name",
            )
            for no, row in enumerate(self.read.get("signers", []))
        ]


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def _giver(row: dict[str, Any]) -> str:
    whom = ", ".join(row.get("subjects") or [])
    parts = [
        f"của {row['authority']}" if row.get("authority") else "thẩm quyền không nêu",
        f"cho {whom}" if whom else "",
    ]
    return "; ".join(filter(None, parts))


def _when(row: dict[str, Any]) -> str:
    years = row.get("years")
    parts = [
        row.get("day_month") or "",
        f"{years[0]}-{years[1]}" if years else "",
        f"{row['count']} năm" if row.get("count") else "",
        f"đợt {row['round']}" if row.get("round") else "cả năm",
    ]
    return ", ".join(filter(None, parts))
