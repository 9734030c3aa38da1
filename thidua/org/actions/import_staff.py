"""The statements that bring a sheet of staff in.

A row is one person and the post in which they are counted. A person known by the code keeps what the sheet
leaves blank; a post that differs ends on the day the new one begins, so the past stays as it was.
"""

from thidua.org.actions.staging import Plan

_CREATE = """
CREATE TEMP TABLE org_staff_in (
    row int, code text, name text, folded text, sort_key text, gender text, ethnicity text, birth date,
    unit_id bigint, title text, position text, grp text, manager boolean, since date
)
"""

# Beside each row: the person of that code, and the earliest post that counts on or after the day. The key of a
# new person is drawn here, so that the post can be written without looking the person up again.
_READY = """
CREATE TEMP TABLE org_staff_in_ready AS
SELECT s.row, s.code, s.name, s.folded, s.sort_key, coalesce(s.gender, '') AS gender,
       coalesce(s.ethnicity, '') AS ethnicity, s.birth, s.unit_id, s.title, s.position, s.grp, s.manager, s.since,
       coalesce(p.id, nextval(pg_get_serial_sequence('org_person', 'id'))) AS person_id,
       p.id IS NULL AS is_new,
       p.id IS NOT NULL AND (p.name <> s.name OR p.gender <> coalesce(s.gender, p.gender)
           OR p.ethnicity <> coalesce(s.ethnicity, p.ethnicity)
           OR p.birth IS DISTINCT FROM coalesce(s.birth, p.birth)) AS person_differs,
       t.id AS post_id, t.unit_id AS post_unit, lower(t.during) AS post_since,
       t.id IS NULL OR (t.unit_id, t.title, t.position, t."group", t.manager)
           IS DISTINCT FROM (s.unit_id, s.title, s.position, s.grp, s.manager) AS post_differs
FROM org_staff_in s
LEFT JOIN org_person p ON p.code = s.code
LEFT JOIN (
    SELECT DISTINCT ON (k.row) k.row, o.id, o.unit_id, o.title, o.position, o."group", o.manager, o.during
    FROM org_staff_in k JOIN org_person q ON q.code = k.code
    JOIN org_post o ON o.person_id = q.id AND o.main AND o.during && daterange(k.since, NULL)
    ORDER BY k.row, lower(o.during)
) t ON t.row = s.row
"""

_UNIT_STANDS = """
SELECT s.row, 'Đơn vị này không có trong cơ cấu vào ngày ' || to_char(s.since, 'DD/MM/YYYY') || '.'
FROM org_staff_in_ready s JOIN (
    SELECT unit_id, since FROM (SELECT DISTINCT unit_id, since FROM org_staff_in_ready) AS asked
    WHERE NOT EXISTS (
        SELECT 1 FROM org_placement p WHERE p.unit_id = asked.unit_id AND p.during @> asked.since
    )
) AS absent USING (unit_id, since) ORDER BY s.row
"""

_COUNTED_ELSEWHERE = """
SELECT s.row, 'Người mang mã này đang được tính ở ' || u.label
              || ', ngoài phạm vi của anh/chị; nơi ấy phải ghi thôi trước.'
FROM org_staff_in_ready s JOIN org_unit u ON u.id = s.post_unit
WHERE s.post_unit <> s.unit_id
  AND NOT EXISTS (SELECT 1 FROM unnest(%(allowed)s::bigint[]) AS a (id) WHERE a.id = s.post_unit)
ORDER BY s.row
"""

_BEGINS_TOO_EARLY = """
SELECT s.row, 'Chức vụ đang được tính bắt đầu ngày ' || to_char(s.post_since, 'DD/MM/YYYY')
              || '; ngày này phải ở sau đó.'
FROM org_staff_in_ready s
WHERE s.post_since > s.since OR (s.post_differs AND s.post_since = s.since) ORDER BY s.row
"""

_COUNT = """
SELECT count(*) FILTER (WHERE is_new),
       count(*) FILTER (WHERE NOT is_new AND (person_differs OR post_differs)),
       count(*) FILTER (WHERE NOT is_new AND NOT person_differs AND NOT post_differs)
FROM org_staff_in_ready
"""

_LOAD = (
    """
    INSERT INTO org_person (id, code, name, folded, sort_key, gender, ethnicity, birth)
    SELECT person_id, code, name, folded, sort_key, gender, ethnicity, birth
    FROM org_staff_in_ready WHERE is_new
    """,
    """
    UPDATE org_person p SET name = s.name, folded = s.folded, sort_key = s.sort_key,
        gender = coalesce(nullif(s.gender, ''), p.gender),
        ethnicity = coalesce(nullif(s.ethnicity, ''), p.ethnicity), birth = coalesce(s.birth, p.birth)
    FROM org_staff_in_ready s WHERE s.person_differs AND p.id = s.person_id
    """,
    """
    UPDATE org_post t SET during = daterange(lower(t.during), s.since)
    FROM org_staff_in_ready s WHERE s.post_differs AND t.id = s.post_id
    """,
    """
    INSERT INTO org_post (person_id, unit_id, position, title, "group", main, manager, acting, during, basis)
    SELECT person_id, unit_id, position, title, grp, true, manager, false, daterange(since, NULL), %(basis)s
    FROM org_staff_in_ready WHERE post_differs
    """,
)

STAFF = Plan(
    "org_staff_in",
    _CREATE,
    _READY,
    ((5, _UNIT_STANDS), (0, _COUNTED_ELSEWHERE), (10, _BEGINS_TOO_EARLY)),
    _COUNT,
    _LOAD,
)
