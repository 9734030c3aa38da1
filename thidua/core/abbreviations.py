"""Ways of writing one thing that officers use side by side: whoever types one finds the others. Pure.

Folded: lower case, without marks. A way of several words stands as those words, so that "GD&ĐT" is "gd dt".
"""

from collections.abc import Iterator

SAME: tuple[tuple[str, ...], ...] = (
    ("gddt", "gd dt", "giao duc va dao tao", "giao duc dao tao"),
    ("gd", "giao duc"),
    ("dt", "dao tao"),
    ("thpt", "trung hoc pho thong"),
    ("thcs", "trung hoc co so"),
    ("th", "tieu hoc"),
    ("mn", "mam non"),
    ("gdtx", "giao duc thuong xuyen"),
    ("pgddt", "pgd", "phong gddt", "phong gd dt", "phong giao duc va dao tao", "phong giao duc"),
    ("sgddt", "so gddt", "so gd dt", "so giao duc va dao tao"),
    ("bgddt", "bo gddt", "bo gd dt", "bo giao duc va dao tao"),
    ("ubnd", "uy ban nhan dan", "uy ban"),
    ("hdnd", "hoi dong nhan dan"),
    ("cd", "cong doan"),
    ("cdn", "cong doan nganh", "cong doan giao duc tinh"),
    ("cdcs", "cong doan co so"),
    ("tdkt", "td kt", "thi dua khen thuong"),
    ("hdtdkt", "hoi dong thi dua khen thuong", "hoi dong tdkt"),
    ("cbngnld", "can bo nha giao nguoi lao dong"),
    ("hs", "hoc sinh"),
    ("sv", "sinh vien"),
    ("gv", "giao vien"),
    ("nv", "nhan vien"),
    ("cb", "can bo"),
    ("kh", "ke hoach"),
    ("qd", "quyet dinh"),
    ("ttr", "to trinh"),
    ("cv", "cong van"),
    ("bc", "bao cao"),
    ("tb", "thong bao"),
    ("ct", "chi thi"),
    ("nq", "nghi quyet"),
    ("hd", "huong dan"),
    ("bb", "bien ban"),
    ("gm", "giay moi"),
    ("vp", "van phong"),
    ("tp", "thanh pho"),
    ("tx", "thi xa"),
    ("covid", "covid 19"),
    ("bch", "ban chap hanh"),
    ("bcd", "ban chi dao"),
)

_WAYS: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {
    tuple(way.split()): tuple(tuple(other.split()) for other in group) for group in SAME for way in group
}
_LONGEST = max(map(len, _WAYS))


def slots(tokens: list[str]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """The words one after the other, each with every way of writing it; the longest known way is taken first.

    "phong gddt ea kar" gives three slots: the office in all its ways, "ea", "kar".
    """
    at = 0
    while at < len(tokens):
        for size in range(min(_LONGEST, len(tokens) - at), 0, -1):
            ways = _WAYS.get(tuple(tokens[at : at + size]))
            if ways:
                yield ways
                at += size
                break
        else:
            yield ((tokens[at],),)
            at += 1
