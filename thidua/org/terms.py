"""Words of the plans that stand for groups of people or for bodies: what each means, and where that is written.

`inferred`: no text spells it out; officers read it so (traceability E.14, E.73).
"""

from dataclasses import dataclass

from thidua.core.text import fold
from thidua.org.models import Group

STAFF = (Group.CADRE, Group.CIVIL_SERVANT, Group.TEACHER, Group.STAFF, Group.WORKER)


@dataclass(frozen=True)
class Term:
    """One word or abbreviation: its meaning, the subject groups it covers, and whether collectives are meant too."""

    written: str
    means: str
    source: str
    groups: tuple[Group, ...] = ()
    collectives: bool = False
    inferred: bool = False


TERMS = (
    Term(
        "thầy - trò",
        "Các tập thể, cá nhân trong toàn ngành",
        "685/KH-PGDĐT, mục I.1",
        (*STAFF, Group.PUPIL),
        collectives=True,
    ),
    Term(
        "CBNGNLD",
        "Cán bộ, nhà giáo, người lao động",
        "Kế hoạch năm học 2021-2022 của Sở GDĐT và Công đoàn Giáo dục tỉnh Hưng Yên, phần mở đầu",
        (Group.CADRE, Group.TEACHER, Group.WORKER),
    ),
    Term("HS", "Học sinh", "Kế hoạch năm học 2021-2022 của Sở GDĐT Hưng Yên", (Group.PUPIL,)),
    Term("SV", "Sinh viên", "Kế hoạch năm học 2021-2022 của Sở GDĐT Hưng Yên", (Group.STUDENT,)),
    Term("TĐ", "Bộ phận thi đua", "Lưu của 685/KH-PGDĐT", inferred=True),
    Term("VP", "Văn phòng", "Lưu của kế hoạch Sở GDĐT Hưng Yên", inferred=True),
    Term("CĐN", "Công đoàn ngành", "Lưu của kế hoạch liên tịch Hưng Yên", inferred=True),
    Term("CMPGD", "Chuyên môn Phòng Giáo dục", "Nơi nhận của 685/KH-PGDĐT", inferred=True),
    Term(
        "5K",
        "Khẩu trang, khử khuẩn, khoảng cách, không tập trung, khai báo y tế",
        "cách hiểu chung",
        inferred=True,
    ),
    Term("4 tại chỗ", "Chỉ huy, lực lượng, phương tiện, hậu cần tại chỗ", "cách hiểu chung", inferred=True),
)


def terms_like(written: str) -> list[Term]:
    """The terms whose wording or meaning holds these words, with or without marks; the exact wording first."""
    asked = fold(written)
    found = [term for term in TERMS if asked and (asked in fold(term.written) or asked in fold(term.means))]
    return sorted(found, key=lambda term: fold(term.written) != asked)


def audience(written: str) -> Term | None:
    """The term of exactly this wording, for filters by audience; None when it is no term."""
    return next((term for term in TERMS if fold(term.written) == fold(written)), None)
