"""Sample names: plainly invented, every one carries "Mẫu"."""

FAMILY = (
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Điểu",
    "Thị",
)
GIVEN = (
    "An", "Ánh", "Bảo", "Chi", "Cường", "Diệp", "Dũng", "Duyên", "Đạt", "Giang", "Hà", "Hạnh", "Hải", "Hiền", "Hùng",
    "Khánh", "Kiên", "Liên", "Long", "Mai", "Nam", "Nga", "Ngọc", "Nhung", "Phúc", "Phương", "Quân", "Quyên", "Sơn",
    "Tâm", "Thảo", "Thắng", "Thủy", "Toàn", "Trang", "Trí", "Tuấn", "Uyên", "Vân", "Yến",
)  # fmt: skip


def sample_name(number: int) -> str:
    """The name of sample person `number`; the first six hundred are all different."""
    return (
        f"{FAMILY[number % len(FAMILY)]} Mẫu {GIVEN[number % len(GIVEN)]}"
        if number < 120
        else (
            f"{FAMILY[number % len(FAMILY)]} Mẫu {GIVEN[(number * 7) % len(GIVEN)]} {GIVEN[(number // 3) % len(GIVEN)]}"
        )
    )
