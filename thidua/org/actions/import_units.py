"""The statements that bring a sheet of units in.

A unit known by its code keeps what the sheet leaves blank; another name or another parent begins on the
stated day and ends the old one there. The unfolded tree is rebuilt afterwards by the action.
"""

from thidua.org.actions.staging import Plan

_CREATE = """
CREATE TEMP TABLE org_unit_in (
    row int, code text, name text, folded text, sort_key text, kind text, parent text, relation text,
    short text, symbol text, seat text, since date
)
"""

_READY = """
CREATE TEMP TABLE org_unit_in_ready AS
SELECT s.row, s.code, s.name, s.folded, s.sort_key, s.kind, s.parent AS parent_code,
       coalesce(s.relation, 'attached') AS relation, s.since,
       coalesce(u.id, nextval(pg_get_serial_sequence('org_unit', 'id'))) AS unit_id,
       u.id IS NULL AS is_new, u.kind AS kind_now, NULL::bigint AS parent_id, false AS moves,
       n.id AS name_id, lower(n.during) AS name_since, upper(n.during) AS name_until,
       coalesce(s.short, n.short, '') AS short, coalesce(s.symbol, n.symbol, '') AS symbol,
       coalesce(s.seat, n.seat, '') AS seat,
       n.id IS NOT NULL AND (n.name, n.short, n.symbol, n.seat) IS DISTINCT FROM
           (s.name, coalesce(s.short, n.short), coalesce(s.symbol, n.symbol), coalesce(s.seat, n.seat)) AS renamed,
       l.id AS place_id, lower(l.during) AS place_since, upper(l.during) AS place_until, l.parent_id AS parent_now
FROM org_unit_in s
LEFT JOIN org_unit u ON u.code = s.code
LEFT JOIN org_unitname n ON n.unit_id = u.id AND n.during @> s.since
LEFT JOIN org_placement l ON l.unit_id = u.id AND l.during @> s.since;
UPDATE org_unit_in_ready r SET parent_id = coalesce(
    (SELECT o.unit_id FROM org_unit_in_ready o WHERE o.code = r.parent_code),
    (SELECT u.id FROM org_unit u WHERE u.code = r.parent_code));
UPDATE org_unit_in_ready SET moves = place_id IS NOT NULL AND parent_now IS DISTINCT FROM parent_id
"""

_OUT_OF_REACH = """
SELECT row, 'Mã ' || code || ' là của một đơn vị ngoài phạm vi của anh/chị.' FROM org_unit_in_ready r
WHERE NOT is_new AND NOT EXISTS (SELECT 1 FROM unnest(%(allowed)s::bigint[]) AS a (id) WHERE a.id = r.unit_id)
ORDER BY row
"""

_OTHER_KIND = """
SELECT row, 'Đơn vị này đã có và thuộc loại khác; loại của một đơn vị không đổi.' FROM org_unit_in_ready
WHERE kind_now <> kind ORDER BY row
"""

_PARENT_STANDS = """
SELECT row, 'Đơn vị cấp trên chưa có, hoặc không còn, trong suốt thời gian từ ' || to_char(since, 'DD/MM/YYYY') || '.'
FROM org_unit_in_ready r
WHERE NOT coalesce((SELECT range_agg(p.during) @> daterange(r.since, r.place_until)
                    FROM org_placement p WHERE p.unit_id = r.parent_id), false)
  AND NOT EXISTS (
      SELECT 1 FROM org_unit_in_ready o WHERE o.unit_id = r.parent_id AND o.is_new AND o.since <= r.since)
ORDER BY row
"""

_NO_NAME_THEN = """
SELECT row, 'Đơn vị này đã có, nhưng vào ngày ' || to_char(since, 'DD/MM/YYYY') || ' thì chưa có hoặc không còn.'
FROM org_unit_in_ready WHERE NOT is_new AND (name_id IS NULL OR place_id IS NULL) ORDER BY row
"""

_BEGINS_TOO_EARLY = """
SELECT row, 'Tên hoặc chỗ đứng hiện nay bắt đầu đúng ngày này; thay đổi phải từ một ngày sau đó.'
FROM org_unit_in_ready
WHERE (renamed AND name_since = since) OR (moves AND place_since = since) ORDER BY row
"""

_UNDER_ITSELF = """
SELECT row, 'Đơn vị cấp trên này đang ở dưới chính đơn vị ấy; chuyển như vậy sẽ thành vòng.'
FROM org_unit_in_ready r
WHERE moves AND EXISTS (
    SELECT 1 FROM org_reach k WHERE k.ancestor_id = r.unit_id AND k.descendant_id = r.parent_id
      AND k.during && daterange(r.since, r.place_until)) ORDER BY row
"""

_COUNT = """
SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE renamed OR moves),
       count(*) FILTER (WHERE NOT is_new AND NOT renamed AND NOT moves) FROM org_unit_in_ready
"""

_LOAD = (
    """
    INSERT INTO org_unit (id, code, kind, label, folded, sort_key)
    SELECT unit_id, code, kind, name, folded, sort_key FROM org_unit_in_ready WHERE is_new
    """,
    """
    UPDATE org_unitname n SET during = daterange(name_since, since)
    FROM org_unit_in_ready r WHERE r.renamed AND n.id = r.name_id
    """,
    """
    INSERT INTO org_unitname (unit_id, name, short, symbol, seat, folded, during, basis)
    SELECT unit_id, name, short, symbol, seat, folded,
           daterange(since, CASE WHEN is_new THEN NULL ELSE name_until END), %(basis)s
    FROM org_unit_in_ready WHERE is_new OR renamed
    """,
    """
    UPDATE org_unit u SET label = r.name, folded = r.folded, sort_key = r.sort_key
    FROM org_unit_in_ready r WHERE r.renamed AND r.name_until IS NULL AND u.id = r.unit_id
    """,
    """
    UPDATE org_placement p SET during = daterange(place_since, since)
    FROM org_unit_in_ready r WHERE r.moves AND p.id = r.place_id
    """,
    """
    INSERT INTO org_placement (unit_id, parent_id, relation, during, basis)
    SELECT unit_id, parent_id, relation,
           daterange(since, CASE WHEN is_new THEN NULL ELSE place_until END), %(basis)s
    FROM org_unit_in_ready WHERE is_new OR moves
    """,
)

UNITS = Plan(
    "org_unit_in",
    _CREATE,
    _READY,
    (
        (0, _OUT_OF_REACH),
        (2, _OTHER_KIND),
        (3, _PARENT_STANDS),
        (3, _UNDER_ITSELF),
        (8, _NO_NAME_THEN),
        (8, _BEGINS_TOO_EARLY),
    ),
    _COUNT,
    _LOAD,
)

# After the load: a changed unit from which no way leads up to the top any more closes a ring with another move.
RINGS = """
SELECT r.row, 'Các đơn vị nằm dưới nhau thành vòng sau khi chuyển.' FROM org_unit_in_ready r
WHERE (r.is_new OR r.moves) AND NOT EXISTS (
    SELECT 1 FROM org_reach k JOIN org_placement p ON p.unit_id = k.ancestor_id
    WHERE k.descendant_id = r.unit_id AND k.during @> r.since AND p.during @> r.since AND p.parent_id IS NULL
) ORDER BY r.row
"""
