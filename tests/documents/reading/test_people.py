"""Recipients and signers as written; roles and titles are never guessed."""

import pytest

from thidua.documents.reading import read_text

HEAD = (
    "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 1/KH-SGDĐT\nKẾ HOẠCH\nThi đua\n\n"
    "Thực hiện như sau:\nI. NỘI DUNG\n- Dạy tốt.\n"
)
CLOSING = "Trên đây là Kế hoạch, yêu cầu các đơn vị thực hiện./.\n"


def test_flattened_columns_give_recipients_and_signer():
    foot = (
        "Nơi nhận:                                        KT. GIÁM ĐỐC\n"
        "- UBND tỉnh (để b/c);                            PHÓ GIÁM ĐỐC\n"
        "- Các trường trực thuộc (để thực hiện);\n"
        "- Lưu: VT, CTTT.\n"
        "                                                 Lý Thanh Tâm\n"
    )

    structure = read_text(HEAD + CLOSING + foot)

    assert [(r.name, r.role) for r in structure.recipients] == [
        ("UBND tỉnh", "báo cáo"),
        ("Các trường trực thuộc", "thực hiện"),
    ]
    assert structure.archive is not None
    assert structure.archive.codes == ("VT", "CTTT")
    (signer,) = structure.signers
    assert (signer.authority, signer.for_title, signer.title, signer.name) == (
        "KT.",
        "GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Lý Thanh Tâm",
    )


def test_brackets_that_are_no_role_stay_in_the_name():
    structure = read_text(HEAD + CLOSING + "Nơi nhận:\n- Các trường (công lập);\n- Lưu: VT.\n")

    assert [(r.name, r.role) for r in structure.recipients] == [("Các trường (công lập)", None)]


def test_signature_without_recipients_is_found_at_the_end():
    structure = read_text(f"{HEAD}{CLOSING}\nHIỆU TRƯỞNG\n\n\nTrần Thị Lan\n")

    assert [(s.title, s.name) for s in structure.signers] == [("HIỆU TRƯỞNG", "Trần Thị Lan")]
    assert structure.paragraphs[-1].part == "closing"


def test_two_issuers_sign_each_for_their_own_body():
    head = HEAD.replace("ĐÀO TẠO\n", "ĐÀO TẠO\nCÔNG ĐOÀN GIÁO DỤC TỈNH\n", 1)
    foot = (
        "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n"
        "TM. BAN THƯỜNG VỤ\nCHỦ TỊCH\nLê Văn An\nGIÁM ĐỐC\nTrần Thị Bình\n"
    )

    structure = read_text(head + CLOSING + foot)

    assert [(s.name, s.for_issuer) for s in structure.signers] == [
        ("Lê Văn An", "CÔNG ĐOÀN GIÁO DỤC TỈNH"),
        ("Trần Thị Bình", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
    ]
    assert structure.signatures_missing_for == ()


def signed(foot):
    return [(s.authority, s.title, s.name) for s in read_text(HEAD + CLOSING + foot).signers]


def test_two_columns_of_signatures_are_read_each_by_itself_the_right_one_first():
    foot = (
        "TM. BAN THƯỜNG VỤ                    KT. GIÁM ĐỐC\n"
        "CHỦ TỊCH                             PHÓ GIÁM ĐỐC\n"
        "(Đã ký)                              (Đã ký)\n"
        "Hoàng Thị Sen                        Nông Văn Phúc\n"
        "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n"
    )

    assert signed(foot) == [("KT.", "PHÓ GIÁM ĐỐC", "Nông Văn Phúc"), ("TM.", "CHỦ TỊCH", "Hoàng Thị Sen")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Y Bhem Niê", "Y Bhem Niê"),
        ("H'Loan Niê Kdăm", "H'Loan Niê Kdăm"),
        ("Điểu K' Lai", "Điểu K' Lai"),
        ("PGS.TS. Lưu Bá Thanh", "Lưu Bá Thanh"),
        ("Đại tá Ksor Minh", "Ksor Minh"),
        ("HOÀNG QUỐC TUẤN", "HOÀNG QUỐC TUẤN"),
    ],
)
def test_names_of_every_people_and_rank(written, name):
    assert signed(f"Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\nGIÁM ĐỐC\n{written}\n") == [(None, "GIÁM ĐỐC", name)]


def test_recipients_on_one_line_and_columns_run_together():
    inline = read_text(
        f"{HEAD}{CLOSING}Nơi nhận: Sở GD&ĐT (báo cáo); các tổ (thực hiện); lưu VT.\nHIỆU TRƯỞNG\nMa Đình Soạn\n"
    )
    glued = read_text(
        f"{HEAD}{CLOSING}Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- Ban Giám đốc;\n"
        "- Lưu: VT. Thạch Thị Sa Ly\n"
    )

    assert [(r.name, r.role) for r in inline.recipients] == [("Sở GD&ĐT", "báo cáo"), ("các tổ", "thực hiện")]
    assert [r.name for r in glued.recipients] == ["Như trên", "Ban Giám đốc"]
    assert [(s.authority, s.title, s.name) for s in glued.signers] == [
        ("KT.", "PHÓ GIÁM ĐỐC", "Thạch Thị Sa Ly")
    ]


def test_an_office_in_small_letters_is_an_office_above_a_name():
    assert signed("Hiệu trưởng\nĐào Ngọc Thơ\n") == [(None, "Hiệu trưởng", "Đào Ngọc Thơ")]


def test_words_that_only_begin_like_the_recipients_are_text():
    structure = read_text(
        HEAD + "Nơi nhận hồ sơ: bộ phận một cửa của Sở.\n" + CLOSING + "Nơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n"
    )

    assert [r.name for r in structure.recipients] == ["UBND tỉnh"]
    assert structure.recipients_line == 11


@pytest.mark.parametrize("remark", ["(ĐÃ KÝ)", "(Đã ký)", "Đã ký"])
def test_the_remark_of_a_signature_is_neither_office_nor_name(remark):
    text = f"KẾ HOẠCH\nThi đua\nI. Mục đích\nNơi nhận:\n- Lưu: VT.\nHIỆU TRƯỞNG\n{remark}\nMai Thị Vân"

    assert [(each.title, each.name) for each in read_text(text).signers] == [("HIỆU TRƯỞNG", "Mai Thị Vân")]


def test_a_draft_gives_the_office_and_leaves_the_name_open():
    text = "KẾ HOẠCH\nThi đua\nI. Mục đích\nNơi nhận:\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n"

    read = read_text(text)

    assert [(each.for_title, each.title, each.name) for each in read.signers] == [
        ("GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", None)
    ]
    assert [each.line for each in read.anomalies if each.code == "MISSING_SIGNER"] == [6]
