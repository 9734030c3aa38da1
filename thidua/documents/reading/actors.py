"""Who is told to act: the grammar of bodies and groups of people, and the verbs that orders begin with."""

import re
from dataclasses import dataclass

VERBS = (
    "căn cứ|xây dựng|phối hợp|theo dõi|(?<!các )(?<!của )tổ chức|triển khai|nghiêm túc|chủ động|ban hành|"
    "báo cáo|"
    "thực hiện|kiểm tra|chỉ đạo|hướng dẫn|có trách nhiệm|chịu trách nhiệm|tham mưu|tổng hợp|đề xuất|"
    "lựa chọn|tiếp tục|tích cực|thường xuyên|đẩy mạnh|phát huy|quán triệt|phải|cần|đôn đốc|thẩm định|"
    "tuyên truyền|phân công|chuẩn bị|cụ thể hoá|cụ thể hóa|rà soát|lập|ký|gửi|nộp|bảo đảm|đảm bảo|"
    "vận động|động viên|hưởng ứng|tham gia|phổ biến|đăng tải|đăng ký|sơ kết|tổng kết|bình xét|xét|"
    "trình|cùng|có kế hoạch|có biện pháp|thành lập|kiện toàn|quản lý|là đầu mối|giúp|làm|giám sát|"
    "đánh giá|lồng ghép|bố trí|cung cấp|tăng cường|nắm bắt|phát động|giao|chủ trì|công khai|tiến hành|duy trì|"
    "hoàn thành|hỗ trợ|tư vấn|cử|sắp xếp|nhân rộng|phát hiện|giới thiệu|huy động|thông báo|nghiên cứu|xem xét|"
    "quyết định|kết hợp|tập trung|cập nhật|công bố|niêm yết|thống kê|phản ánh|chấp hành|ghi nhận|biểu dương|"
    "soạn|viết|góp ý|nhắc nhở|rà|chuyển|"
    "tuyên dương|đề cao|nâng cao|quan tâm|chăm lo|chấm|tặng|trao|nêu gương|đảm nhận|căn cứ"
)
# What a body may be called after: "Ban chỉ đạo", "Tổ kiểm tra"; it is an act when nothing else follows.
CALLED_AFTER = frozenset(
    {
        "chỉ đạo", "tổ chức", "kiểm tra", "tổng hợp", "giám sát", "theo dõi", "thẩm định", "giúp", "đánh giá", "tư vấn",
        "hướng dẫn", "quản lý", "vận động", "thi đua", "tuyên truyền", "xét", "hỗ trợ", "phát động", "phản ánh",
        "chấp hành",
    }
)  # fmt: skip
GROUP_BEFORE = re.compile(
    r"(?<!\w)(?:ban|tổ|bộ phận|đội|hội đồng|nhóm|cụm|khối|phong trào|cán bộ|cơ quan|người)\s$", re.IGNORECASE
)
VERB = re.compile(rf"(?<!\w)(?:{VERBS})(?!\w)")
# Verbs that open a demand in running text but may stand inside a name in the organisation chapter.
DEMANDS = re.compile(
    rf"(?<!\w)(?:{VERBS}|thi đua|đề cao|nêu cao|nâng cao|chấp hành|xác định|gương mẫu|nêu gương|cam kết|"
    rf"tự giác|ra sức|"
    r"tập trung|quan tâm|khắc phục|duy trì|huy động|đổi mới|học tập|rèn luyện|sẵn sàng|nhiệt tình|hoàn thành|"
    r"phấn đấu|giữ gìn|giữ vững|nâng niu|không được|sử dụng|ứng dụng|đi đầu|đóng góp|chăm sóc|chăm lo)(?!\w)"
)
THINGS = (
    "hoạt động|nội dung|giải pháp|chỉ tiêu|văn bản|phong trào|cuộc|danh hiệu|hình thức|nhiệm vụ|tiêu chí|"
    "biện pháp|ý kiến|vấn đề|điển hình|gương|mô hình|đợt|bước|mục|chế độ|kết quả|điều kiện|thông tin|"
    "quy định|hồ sơ|khoản|nguồn|ngày|sự kiện|chương trình|bài|sản phẩm|môn|hội nghị|hội thi|quy trình"
)
TIMES = "giờ|ngày|tuần|tháng|năm|đợt|lần|học kỳ|quý|bài|việc|hoạt động"
BODY_PATTERN = (
    rf"(?:Ban(?! hành)|(?:Tất cả )?Các(?! (?:{THINGS})\b)|Cán bộ|Công chức|Viên chức|"
    r"Tổ(?! chức\s(?!Đoàn|Công đoàn|Đảng|chính trị|cơ sở))|Hội đồng|Hiệu trưởng|Phó Hiệu trưởng|Công đoàn|"
    r"Phòng(?!,|\s+chống|\s+ngừa|\s+tránh|\s+học|\s+bệnh|\s+thủ)|Sở|Trường(?! hợp| kỳ)|Đoàn(?! kết)|Chi đoàn|"
    r"Chi bộ|Giáo viên|Nhà giáo|Thầy|Văn phòng|Bộ phận|Thủ trưởng|Lãnh đạo|Ban Lãnh đạo|"
    rf"Mỗi(?! (?:{TIMES})\b)|Toàn thể|Toàn (?:ngành|trường|huyện|tỉnh|xã|đơn vị)|"
    r"Tổng phụ trách|Đội(?! hình)|Nhân viên|Học sinh|Sinh viên|Học viên|Kế toán|Thư viện|Y tế|UBND|Ủy ban|"
    r"Hội(?! nghị| thi| thảo| diễn| họp| nhập| tụ)|Trưởng(?! thành)|Người(?! tốt)|"
    rf"Từng(?! (?:bước|{TIMES})\b)|Tất cả|Đối với|Giao|Khối(?! lượng)|Cụm(?! từ)|Trung tâm|Nhà trường|"
    r"Tập thể(?! dục)|Đơn vị|Cơ quan|Chủ tịch|Bí thư|Cấp ủy|Cấp uỷ|Đảng viên|Đoàn viên|Phụ huynh|Phóng viên|"
    r"Đội ngũ|Lực lượng|Cá nhân|Cộng tác viên|Hiệu phó|Giám đốc|Lớp)\b"
)
BODY = re.compile(BODY_PATTERN, re.IGNORECASE)
ADDRESS = re.compile(r"Đối với\s+|Giao\s+(?:cho\s+)?", re.IGNORECASE)
SEPARATE_BODIES = re.compile(r"[;,]\s+(?=[A-ZĐ])")
APPOSITION_COLON = re.compile(r"\s*:\s")
# A quotation or a "không" means that the sentence has begun to say something else.
NOT_IN_NAMES = re.compile(r"[“”\"]|(?<!\w)(?:không|là|thì|nếu|khi)(?!\w)")
RELATIVE = re.compile(r"(?<!\w)(?:được|cán bộ|trực tiếp|những người)\s[^,;.]{0,40}$")
LIST_BREAK = re.compile(r"[,;]\s*(?:và\s+)?")
# What may stand after a comma inside a name: another body or group, or the places of one.
PART = re.compile(
    rf"{BODY_PATTERN}|(?:thị xã|thành phố|thị trấn|xã|phường|huyện|quận|cơ sở|công nhân|trẻ|tổ chức|người lao động|"
    r"liên đội|trường|phòng|khoa|tổ|ngành|địa phương|bộ môn|thôn|bản|khu phố|phụ huynh|cha mẹ|đồng chí)\b",
    re.IGNORECASE,
)
ADVERBS = re.compile(r"(?:\s+(?:tự|đều|cũng|sẽ|luôn|cùng nhau|cần|được giao))+$")
LONGEST_NAME = 400


@dataclass(frozen=True)
class Actor:
    """A body or group as named, and the offset of the verb of its act; "căn cứ …" only frames the act."""

    name: str
    start: int
    verb_at: int


def split_bodies(name: str) -> tuple[str, ...]:
    """Part "Lãnh đạo A, Thủ trưởng B" but not "các huyện, thị xã, thành phố"."""
    return tuple(part.strip() for part in SEPARATE_BODIES.split(name) if part.strip())


def actor_at(text: str, start: int, end: int) -> Actor | None:
    """The actor whose name begins at `start`, if a demand on it follows before `end`."""
    address = ADDRESS.match(text, start, end)
    begin = address.end() if address else start
    if not BODY.match(text, begin, end):
        return None
    limit = min(end, begin + LONGEST_NAME)
    verb = first_verb(DEMANDS, text, begin + 3, limit)
    if verb is None:
        return None
    name = text[begin : verb.start()].strip(" ,")
    if verb[0] == "căn cứ":
        verb = DEMANDS.search(text, verb.end(), limit) or verb
    if colon := APPOSITION_COLON.search(name):
        name = name[: colon.start()]
    name = ADVERBS.sub("", _without_examples(name))
    listed = LIST_BREAK.split(name)[1:]
    if (
        name.lower() in {"", "người"}
        or NOT_IN_NAMES.search(name)
        or not all(PART.match(each) for each in listed)
    ):
        return None
    return Actor(name, begin, verb.start())


def first_verb(pattern: re.Pattern[str], text: str, start: int, limit: int) -> re.Match[str] | None:
    """The first verb that is no part of the name, as in "lực lượng được trưng dụng tham gia …".

    A body may be called after a verb ("Ban chỉ đạo"); without another one that is what it does.
    """
    called_after = None
    for verb in pattern.finditer(text, start, limit):
        lead = text[max(start - 12, 0) : verb.start()]
        names_the_body = (
            verb[0] in CALLED_AFTER and GROUP_BEFORE.search(lead) and text[verb.end() : verb.end() + 1] != ","
        )
        if names_the_body:
            called_after = called_after or verb
        elif not _inside_name(text, start, verb):
            return verb
    return called_after


def _inside_name(text: str, start: int, verb: re.Match[str]) -> bool:
    before = text[start : verb.start()]
    if before.rstrip().endswith(("được", "đang", "đã", "phụ trách")):
        return True
    if before.count("(") > before.count(")"):
        return True
    return verb[0] in {"tham gia", "làm", "quản lý", "chỉ đạo"} and bool(RELATIVE.search(before))


def _without_examples(name: str) -> str:
    """The name up to a list broken off with dots ("…ở tuyến đầu, tổ phòng chống …")."""
    return re.split(r",[^,]*(?:\.\.\.|…)", name, maxsplit=1)[0].strip(" ,")
