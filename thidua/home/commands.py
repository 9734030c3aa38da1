"""The list of commands, as `thidua --help` prints it."""

COMMANDS = (
    ("demo", "dựng bản diễn tập tới một chặng; --serve thì chạy luôn"),
    ("init", "đơn vị đầu tiên và người quản trị của một nơi bắt đầu thật"),
    ("serve", "chạy trang web"),
    ("worker", "chạy bộ xử lý nền: niêm phong nhật ký, cộng số liệu"),
    ("read", "đọc một kế hoạch, in cấu trúc và điểm bất thường (không cần cơ sở dữ liệu)"),
    ("import", "đưa một kế hoạch vào sổ của một đơn vị"),
    ("judge", "xét một hình thức khen thưởng theo luật của một ngày (không cần cơ sở dữ liệu)"),
    ("render", "viết một văn bản ra DOCX hoặc PDF"),
    ("fsck", "tự kiểm: mỗi điều phải đúng là một câu hỏi phải không có câu trả lời"),
    ("backup", "sao lưu toàn bộ: cơ sở dữ liệu và tệp"),
    ("restore", "phục hồi từ bản sao lưu"),
    ("bench", "đo tốc độ, cạnh đối chứng và giới hạn, trong cùng một lượt"),
    ("routes", "mọi địa chỉ, kèm quyền cần có"),
)


def overview() -> str:
    """The commands, one line each."""
    lines = ["thidua: phong trào thi đua và khen thưởng trong ngành Giáo dục", ""]
    lines += [f"  {name:<9} {what}" for name, what in COMMANDS]
    lines += ["", "Mỗi lệnh có --help. Mã thoát: 0 xong, 1 bị từ chối hoặc tìm thấy lỗi, 2 gọi sai."]
    return "\n".join(lines)
