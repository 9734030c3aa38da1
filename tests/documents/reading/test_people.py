"""Recipients and signers as written; roles and titles are never guessed."""

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
