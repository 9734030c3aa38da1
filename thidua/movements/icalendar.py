"""A calendar as a file that phones and office programs read (RFC 5545). Pure."""

import datetime as dt
from collections.abc import Iterable


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Lines are at most 75 octets; a longer one goes on after a line break and a space, never inside a letter."""
    kept, rest = "", line
    while len(rest.encode()) > 74:
        piece = rest.encode()[:74].decode(errors="ignore")
        kept, rest = f"{kept}{piece}\r\n ", rest[len(piece) :]
    return kept + rest


def as_calendar(
    name: str, entries: Iterable[tuple[str, dt.date, dt.date, str]], *, stamp: dt.datetime
) -> str:
    """Whole-day entries, (key, first day, last day, title), as one calendar; the same key is the same entry again."""
    moment = stamp.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//thidua//lich//VI", f"X-WR-CALNAME:{_escaped(name)}"]
    for key, first, last, title in entries:
        until = last + dt.timedelta(days=1)
        lines += [
            "BEGIN:VEVENT",
            f"UID:{key}@thidua",
            f"DTSTAMP:{moment}",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{until:%Y%m%d}",
            f"SUMMARY:{_escaped(title)}",
            "END:VEVENT",
        ]
    return "\r\n".join(_folded(line) for line in [*lines, "END:VCALENDAR"]) + "\r\n"
