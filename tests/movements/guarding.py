"""What the tests of likeness and of signals share: texts made by dice, plans with these words, a second head."""

import datetime as dt
import random

from thidua.core.text import fold
from thidua.demo.days import ISSUED, at
from thidua.documents.models import Citation, Node, Paper
from thidua.movements.actions.roots import settle_root
from thidua.movements.models import Launch, Movement
from thidua.org.actions.people import add_person, appoint, open_account

NOON = at(ISSUED, 12)
BEFORE = dt.date(2020, 1, 1)
WORDS = """
trường lớp thầy cô học trò cùng nhau giữ gìn vườn cây sân chơi thư viện mỗi tuần một buổi đọc sách kể chuyện giúp bạn
khó khăn góp quà nhỏ đo thân nhiệt khử khuẩn bàn ghế mở cửa thoáng gió soạn bài giảng ngắn ghi hình gửi phụ huynh nhắn
tin thăm hỏi ôn tập sáng chiều hẹn giờ chấm điểm nhận xét sửa lỗi trồng hoa quét lá nhặt rác phân loại vẽ tranh hát múa
đá bóng chạy bộ đi xe an toàn biển báo vạch kẻ đường làng ngõ xóm
"""
SYLLABLES = WORDS.split()


def a_sentence(dice, length=18):
    return f"{' '.join(dice.choices(SYLLABLES, k=length)).capitalize()}."


def a_text(dice, sentences=40):
    return "\n".join(a_sentence(dice) for _ in range(sentences))


def reworded(text, dice, share):
    """Every so many syllables another one, as somebody does who covers a copy up."""
    return "\n".join(
        " ".join(dice.choice(SYLLABLES) if dice.random() < share else word for word in line.split(" "))
        for line in text.split("\n")
    )


def plain(text):
    """Typed in a hurry: no marks, capitals throughout."""
    return "\n".join(fold(line).upper() for line in text.split("\n"))


def shuffled(text, dice):
    lines = text.split("\n")
    dice.shuffle(lines)
    return "\n".join(lines)


def a_paper(unit, by, text, **values):
    row = {"kind": "KH", "state": "issued", "number": 7, "symbol": "KH-MAU", "day": ISSUED, "subject": "Mẫu"}
    paper = Paper.objects.create(
        owner=unit, issuer_written=str(unit), created_at=NOON, created_by=by, issued_at=NOON, issued_by=by,
        **{**row, **values},
    )  # fmt: skip
    Node.objects.bulk_create(
        Node(paper=paper, order=order, kind="item", text=line)
        for order, line in enumerate(text.split("\n"), start=1)
    )
    return paper


def a_movement(unit, by, text, *, parent=None, cites=(), **values):
    """A movement that runs on a plan with these words."""
    paper = a_paper(unit, by, text, **values)
    for cited in cites:
        Citation.objects.create(paper=paper, written=str(cited), role="basis", target=cited)
    movement = Movement.objects.create(
        owner=unit, kind="special", name="Thi đua", folded="thi dua", plan=paper, created_at=NOON, parent=parent,
        basis=parent.plan if parent else None,
    )  # fmt: skip
    first = Launch.objects.create(
        movement=movement, form="earlier", day=ISSUED, recorded_at=NOON, recorded_by=by
    )
    Movement.objects.filter(pk=movement.pk).update(
        state="running", launched_at=NOON, launched_by=by, first_launch=first
    )
    movement.refresh_from_db()
    return settle_root(movement)


def head_of_the_other_school(world):
    """The account of the head of THPT Mẫu Khác."""
    person = add_person("MK-HT", "Cao Thị Mẫu Vy", by=None, at=at(BEFORE))
    appoint(
        person, world.other_school, "head", "Hiệu trưởng", since=BEFORE, by=None, at=at(BEFORE), group="cadre",
        main=True, manager=True,
    )  # fmt: skip
    user, _ = open_account(person, "vy", by=None, at=at(BEFORE))
    return user


def words_of(seed, sentences=8):
    """Sentences of 24 syllables, the same for the same seed."""
    return "\n".join(a_sentence(random.Random(seed + order), 24) for order in range(sentences))


def two_schools_alike(world, other_head):
    """Two schools under one plan; each took words of it, and both send the same paragraph as their own."""
    above = a_movement(world.department, world.son, a_text(random.Random(99), 20), number=3)
    taken = "\n".join(node.text for node in above.plan.nodes.all()[:10])
    return [
        a_movement(unit, by, f"{taken}\n{a_text(random.Random(seed), 12)}\n{words_of(0)}", parent=above)
        for unit, by, seed in ((world.school, world.lan, 1), (world.other_school, other_head, 2))
    ]
