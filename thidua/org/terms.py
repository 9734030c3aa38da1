"""Words of the plans that stand for groups of people or for bodies: what each means, and where that is written.

`inferred`: no text spells it out; officers read it so (traceability E.14, E.73).
"""

from dataclasses import dataclass

from thidua.core.text import fold
from thidua.org.models import Group

STAFF = (Group.CADRE, Group.CIVIL_SERVANT, Group.TEACHER, Group.STAFF, Group.WORKER)


@dataclass(frozen=True)
class Term:
    """One word or abbreviation: its meaning, the subject groups it covers, and whether collectives are meant too.

    `variants` are other ways in which the same abbreviation is written.
    """

    written: str
    means: str
    source: str
    groups: tuple[Group, ...] = ()
    collectives: bool = False
    inferred: bool = False
    variants: tuple[str, ...] = ()


_YEAR_PLAN = "Kế hoạch năm học 2021-2022 của Sở GDĐT và Công đoàn Giáo dục tỉnh Hưng Yên"
_SPECIAL_PLAN = "Kế hoạch phong trào đặc biệt năm 2021 của Sở GDĐT Hưng Yên"
_USUAL = "Chữ viết tắt thông dụng trong văn bản hành chính"

TERMS = (
    Term(
        "thầy - trò",
        "Các tập thể, cá nhân trong toàn ngành",
        "685/KH-PGDĐT, mục I.1",
        (*STAFF, Group.PUPIL),
        collectives=True,
        variants=("thầy- trò", "thầy-trò"),
    ),
    Term(
        "CBNGNLD",
        "Cán bộ, nhà giáo, người lao động",
        f"{_YEAR_PLAN}, phần mở đầu",
        (Group.CADRE, Group.TEACHER, Group.WORKER),
    ),
    Term("HS", "Học sinh", _YEAR_PLAN, (Group.PUPIL,)),
    Term("SV", "Sinh viên", _YEAR_PLAN, (Group.STUDENT,)),
    Term(
        "GDĐT",
        "Giáo dục và Đào tạo",
        f"{_SPECIAL_PLAN}, phần mở đầu: “Giáo dục và Đào tạo (GDĐT)”",
        variants=("GD&ĐT", "GD-ĐT", "GD và ĐT"),
    ),
    Term("PGDĐT", "Phòng Giáo dục và Đào tạo", "Ký hiệu của 685/KH-PGDĐT", variants=("PGD&ĐT", "PGD")),
    Term("SGDĐT", "Sở Giáo dục và Đào tạo", "Ký hiệu của 2786/KH-SGDĐT", variants=("SGD&ĐT",)),
    Term("UBND", "Ủy ban nhân dân", "685/KH-PGDĐT viết cả hai cách"),
    Term("HĐND", "Hội đồng nhân dân", _USUAL, inferred=True),
    Term("TĐKT", "Thi đua - Khen thưởng", _USUAL, inferred=True, variants=("TĐ-KT", "TĐ, KT")),
    Term("BCH", "Ban Chấp hành", _USUAL, inferred=True),
    Term("CNTT", "Công nghệ thông tin", _USUAL, inferred=True),
    Term("THPT", "Trung học phổ thông", _USUAL, inferred=True),
    Term("TNCS", "Thanh niên Cộng sản", _USUAL, inferred=True),
    Term("GDVN", "Giáo dục Việt Nam", _USUAL, inferred=True),
    Term("CĐCS", "Công đoàn cơ sở", _USUAL, inferred=True),
    Term("VT", "Văn thư", "Phần Lưu của văn bản", inferred=True),
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
    found = [term for term in TERMS if asked and any(asked in fold(said) for said in _wordings(term))]
    return sorted(found, key=lambda term: asked not in map(fold, (term.written, *term.variants)))


def _wordings(term: Term) -> tuple[str, ...]:
    return (term.written, term.means, *term.variants)


def audience(written: str) -> Term | None:
    """The term of this very wording or one of its variants, for filters by audience; None when it is no term."""
    asked = fold(written)
    return next((term for term in TERMS if asked in map(fold, (term.written, *term.variants))), None)
