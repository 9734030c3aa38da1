"""What each irregularity of a text asks of the officer who reads it. The text itself is never changed. Pure."""

_ADVICE = {
    "MISSING_ISSUER_HEADER": "Đối chiếu bản giấy rồi ghi cơ quan ban hành; chỗ chưa rõ thì để trống.",
    "MISSING_NATIONAL_HEADER": "Xem có phải bản trích, bản chép lại; bản phát hành phải có Quốc hiệu, Tiêu ngữ.",
    "MISSING_NUMBER": "Văn bản đến: ghi số nếu bản giấy có. Văn bản của đơn vị: sổ cấp số khi phát hành.",
    "MISSING_DATE": "Ghi địa danh, ngày theo bản giấy; văn bản của đơn vị ghi khi phát hành.",
    "MISSING_SIGNER": "Văn bản của đơn vị cần người ký trước khi phát hành; văn bản đến thì hỏi lại nơi gửi.",
    "MISSING_SIGNER_TITLE": "Không đoán chức vụ. Ghi thêm khi có bản đủ thể thức.",
    "EMPTY_RECIPIENTS": "Ghi nơi nhận trước khi phát hành; văn bản đến thì giữ nguyên.",
    "RECIPIENT_ROLE_ABSENT": "Chọn vai trò cho từng nơi nhận; vai trò chọn thêm không tính là văn bản nêu.",
    "MULTI_BODY_RECIPIENT": "Tách thành từng nơi nhận khi gửi; bản in giữ nguyên một dòng.",
    "JOINT_ISSUE_ONE_SIGNATURE": "Coi là chưa đủ chữ ký; xin bản có đủ hai bên ký.",
    "SIGNATURE_BEFORE_RECIPIENTS": "Chỉ là thứ tự trình bày; kiểm tra người ký có đúng của văn bản này.",
    "TWO_COLUMN_HEADER": "Máy đã tách hai cột; đối chiếu lại cơ quan, số, ngày ở phần đầu.",
    "NUMBER_SPACING": "Số được hiểu không có khoảng trắng; chữ trong văn bản giữ nguyên.",
    "DATE_TRAILING_DOT": "Ngày được hiểu không có dấu chấm; không cần làm gì.",
    "SUBJECT_PREFIX_ON_PLAN": "“V/v” dùng cho công văn. Kế hoạch của đơn vị nên bỏ khi ban hành.",
    "UNBALANCED_QUOTE": "Xem dấu ngoặc đóng nằm ở đâu; sửa trong dự thảo của đơn vị nếu cần.",
    "TYPE_SYMBOL_MISMATCH": "Giữ cách gọi trong văn bản; khi tìm và xếp loại thì tin ký hiệu.",
    "SELF_TYPE_MISMATCH": "Tên loại ở đầu văn bản được dùng; chữ trong bài giữ nguyên.",
    "PAGE_BREAK_SPLIT": "Máy đã nối câu; rê vào mục bên phải để kiểm tra.",
    "HARD_WRAP": "Máy đã nối các dòng ngắt tay; kiểm tra vài đoạn.",
    "MARKDOWN": "Dấu sao đã bỏ trong phần đọc được; văn bản gốc giữ nguyên.",
    "MARKER_GAP": "Không đánh số lại, vì văn bản khác có thể viện dẫn đúng chữ này.",
    "MARKER_STYLE_MIX": "Giữ ký hiệu như văn bản; dự thảo của đơn vị nên viết một kiểu.",
    "SINGLE_CHILD": "Xem có thiếu tiểu mục tiếp theo hay không.",
    "UNFINISHED_SENTENCE": "Xem câu có bị mất phần sau hay không; so với bản giấy.",
    "ITEM_END_SEMICOLON": "Chỉ là dấu câu; sửa trong dự thảo của đơn vị nếu cần.",
    "CLOSING_UNDER_LAST_ITEM": "Đoạn kết được tách riêng và áp dụng cho mọi đơn vị.",
    "NO_END_MARK": "Bản phát hành của đơn vị sẽ có dấu “./.” ở cuối phần nội dung.",
    "END_MARK_SPACING": "Chỉ là khoảng trắng; không cần làm gì.",
    "ROUND_GAP": "Người quyết định chọn: để trống ngày này hay đặt thêm; máy không tự xếp vào đợt nào.",
    "TYPO": "Kiểm tra có phải gõ nhầm; chữ trong văn bản không bị sửa, tìm theo cách nào cũng thấy.",
    "CASE_SLIP": "Chỉ là chữ hoa, chữ thường; không cần làm gì.",
    "VARIANT_SPELLING": "Các cách viết được hiểu là một khi tìm kiếm.",
    "UNDEFINED_ABBREVIATION": "Ghi nghĩa trong bảng thuật ngữ và xác nhận, nếu biết chắc.",
    "AWARD_RULES_BY_REFERENCE": "Vào sổ văn bản được dẫn, rồi nhập bốn phần quy định khen thưởng.",
    "NO_DEADLINE": "Người có thẩm quyền đặt hạn; hạn ấy sẽ hiện là “đơn vị đặt”.",
    "NO_CRITERIA": "Quyết định: theo kế hoạch cấp trên, quy định riêng, hay không dùng.",
    "NO_AWARD_FORMS": "Quyết định: theo kế hoạch cấp trên, quy định riêng, hay không dùng.",
    "FILE": "Đối chiếu với tệp gốc ở những chỗ cần chắc chắn; tệp gốc được giữ nguyên.",
    "COMMEMORATION_COUNT": "So số năm với hai mốc năm; chữ trong văn bản giữ nguyên.",
}


def what_to_do(code: str) -> str:
    """What an officer does about an irregularity; one that is not known here asks only for a look."""
    return _ADVICE.get(code, "Xem lại chỗ này trong văn bản; không chữ nào bị sửa.")
