"""Names of persons and titles of office, as they stand in a signature."""

import re

from thidua.documents.reading.folding import folded
from thidua.documents.reading.lines import words

AUTHORITY = re.compile(
    r"(KT|TM|TL|TUQ|Q|K/T|T/M|T/L|TUQ|T\.M|K\.T|T\.L)\s?[.:]?(?<=[.: ]|M|T|L|Q)\s*(?=\S)(.*)"
)
_OFFICES = (
    r"giam doc|hieu truong|hieu pho|pho hieu truong|truong (?:phong|ban|khoa|doan|tieu ban|dai dien)|"
    r"chu tich|chanh|bi thu|bo truong|thu truong|"
    r"vu truong|cuc truong|chi cuc truong|vien truong|thu tuong|chu nhiem|to truong|uy vien|giam hieu|"
    r"tong bi thu|"
    r"tong phu trach|chu toa|chu tri|thu ky|nguoi (?:lap|bao cao|viet|ghi|de nghi|nhan|giao|khai|"
    r"thuc hien)|dai dien|ke toan|thu kho|"
    r"truong cum|cum truong|khoi truong|tong giam doc|doi truong|lien doi truong|phu trach|vien pho|"
    r"trung tam truong"
)
TITLE = re.compile(rf"(?:quyen |pho |p\.\s?|q\.\s?|ky thay )?(?:tong )?(?:{_OFFICES})\b")
SHORT_AUTHORITIES = {"K/T": "KT", "T/M": "TM", "T/L": "TL", "T.M": "TM", "K.T": "KT", "T.L": "TL"}
NAME_WORD = re.compile(r"(?:[A-ZĐÀ-ỸĂÂÊÔƠƯ][a-zđà-ỹăâêôơư]*['’]?|[YHK]['’]?[A-ZĐ]?[a-zđà-ỹăâêôơư]*)$")
HONORIFIC = re.compile(
    r"^(?:(?:PGS|GS|TS|TSKH|ThS|Ths|THS|BS|CN|KS|NGƯT|NGND|NSƯT|BSCKI{0,2}|LS)\s?[.,\-]?\s*|"
    r"(?:Đại|Thượng|Trung|Thiếu)\s+(?:tá|tướng|úy)\s+|(?:Ông|Bà|Thầy|Cô|Đ/c|Đồng chí)\s+)+(?=[A-ZĐ])"
)
NOT_A_NAME = re.compile(
    r"^(?:Sở|Phòng|Bộ|Ban|Trường|Các|Công đoàn|Lưu|Như|Nơi|Tổ|Đoàn|Hội|Trên|Trong|Lãnh|Văn|Thường|Ủy|Điều|"
    r"Website|Cổng|Kế|Mục|Nội|Yêu|Phương|Đối|Thời|Kính|Đã|Phần|Chương|Ngày|Tháng|Năm|Thành|Trân|Xin|Duyệt|"
    r"Tỉnh|Huyện)\b"
    r"(?! [A-ZĐ]\w+ [A-ZĐ]\w+$)"
)
# In a line of capitals only a family name tells a person from an office or a heading.
FAMILY_NAMES = words(
    "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh trinh doan mai luong to "
    "ha cao "
    "ta thai lam dao phung chau quach nong ma vuong la kieu tong hua truong chu be trieu luc dam thach "
    "danh lo "
    "quang giang sung vang thao hang lau ksor siu rmah dieu y luu nghiem tang kim son la vi ban khuc thieu "
    "han"
)
SIGNED_REMARK = re.compile(r"\(?\s*(?:da ky|ky ten|ky,|chu ky|ky va|ky ghi|da duyet|ky so)")


def is_name(text: str) -> bool:
    """Whether a line is nothing but the name of a person: two to six capitalised words."""
    parts = bare_name(text).split()
    if not 2 <= len(parts) <= 6 or len(text) > 45 or NOT_A_NAME.match(text):
        return False
    if text.isupper():
        return (
            folded(parts[0]) in FAMILY_NAMES and not is_office(text) and all(word.isalpha() for word in parts)
        )
    return all(NAME_WORD.match(word) for word in parts) and not any(
        len(word) > 2 and word.isupper() for word in parts
    )


def bare_name(text: str) -> str:
    """The name without the academic title or rank before it."""
    return HONORIFIC.sub("", text).strip()


def authority(text: str) -> tuple[str, str] | None:
    """ "KT. GIÁM ĐỐC" → KT and GIÁM ĐỐC; None when the line gives no authority."""
    found = AUTHORITY.match(text.upper() if text.islower() else text)
    if found is None:
        return None
    behind = text[found.start(2) : found.end(2)].lstrip(". :")
    sign = SHORT_AUTHORITIES.get(found[1], found[1])
    written_apart = text[len(found[1]) : len(found[1]) + 1] in {".", " ", ":"}
    opens_office = behind[:1].isupper() or (text.islower() and bool(TITLE.match(folded(behind))))
    return (sign, behind) if written_apart and opens_office else None


def is_office(text: str) -> bool:
    """Whether a line in capitals is a title of office or the authority it is signed under."""
    if not text.isupper() or len(text) > 90:
        return False
    return authority(text) is not None or bool(TITLE.match(folded(text)))


def is_office_in_small_letters(text: str) -> bool:
    """ "Hiệu trưởng" above a name: a title of office typed as ordinary words and nothing more.

    Without any capital, as a broken font leaves it, only the bare office counts ("kt. hiệu trưởng").
    """
    if text.islower():
        behind = authority(text)
        return bool(TITLE.fullmatch(folded(behind[1] if behind else text)))
    return (
        len(text) <= 50 and text[:1].isupper() and text[-1] not in ".,;:" and bool(TITLE.match(folded(text)))
    )


def is_signature(text: str) -> bool:
    """Whether a cell can stand in a signature block."""
    return is_office(text) or is_name(text) or bool(SIGNED_REMARK.match(folded(text)))
