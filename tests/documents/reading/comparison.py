"""What was read beside what a careful person found, key by key. Pure: two documents in, rows out.

A phrase counts as found when its words stand inside the words read, at the same line. An invented value
is one that stands where the truth says null, or a phrase that the text does not hold at its line.
"""

import re
from collections import Counter
from dataclasses import dataclass

DESCRIBED = {"five Covid measures, not spelled out"}
ANNOTATIONS = {"short", "note", "detail", "en", "action_en", "term_note", "row_prefix", "schema", "seed_file"}


@dataclass(frozen=True)
class Row:
    """One key of one document: how many values are listed, read, found, invented."""

    document: str
    key: str
    listed: int
    read: int
    found: int
    invented: int = 0

    @property
    def precision(self):
        return self.found / self.read if self.read else 1.0

    @property
    def recall(self):
        return self.found / self.listed if self.listed else 1.0


def normal(text):
    return " ".join(str(text).replace("*", "").split())


def folded(text):
    return re.sub(r"\s*\([^)]*\)$", "", normal(text)).lower()


def holds(read, phrase):
    return folded(phrase) in normal(read).lower()


def matched(listed, read, same):
    """How many listed values have a partner of their own among those read."""
    left = list(read)
    count = 0
    for known in listed:
        partner = next((each for each in left if same(known, each)), None)
        if partner is not None:
            left.remove(partner)
            count += 1
    return count


def exact(document, key, listed, read):
    known, found = Counter(map(repr, listed)), Counter(map(repr, read))
    return Row(document, key, len(listed), len(read), sum((known & found).values()))


def alike(document, key, listed, read, same):
    return Row(document, key, len(listed), len(read), matched(listed, read, same))


def plain(value):
    """A value without the annotations of its author."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k not in ANNOTATIONS and v is not None}
    return [plain(each) for each in value] if isinstance(value, list) else value


def facts(document, key, truth, read):
    """Single facts of one object: equal, missed, or invented where the truth says null."""
    names = [name for name in truth if name not in ANNOTATIONS]
    stated = [name for name in names if truth[name] not in (None, [])]
    given = [name for name in names if read.get(name) not in (None, [])]
    found = sum(plain(truth[name]) == plain(read.get(name)) for name in stated)
    invented = sum(truth[name] in (None, []) for name in given)
    return Row(document, key, len(stated), len(given), found, invented)


def wordings(document, key, truth, read, name="text"):
    def same(known, each):
        return each["line"] == known["line"] and holds(each[name], known[name])

    return alike(document, key, truth, read, same)


def same_task(known, each):
    return (each["section"], each["line"], each["responsible"]) == (
        known["section"],
        known["line"],
        known["responsible"],
    ) and holds(each["action"], known["action"])


def task_details(document, truth, read):
    """The optional keys of the tasks, in the order of both lists, and nulls that were filled."""
    optional = ("output", "modality", "condition", "indicator", "with_units", "channel", "sub_actions", "principles",
                "constrains", "reports_to", "reports_to_source", "deadline")  # fmt: skip
    listed = given = found = invented = 0
    for known in truth:
        each = next((task for task in read if same_task(known, task)), {})
        for key in optional:
            stated, value = known.get(key), each.get(key)
            listed += bool(stated)
            given += bool(value)
            found += bool(stated) and detail_found(stated, value)
            invented += key in known and stated is None and value is not None
    return Row(document, "task details", listed, given, found, invented)


def detail_found(stated, value):
    if isinstance(stated, list):
        return all(any(holds(each, known) for each in value or []) for known in stated)
    if isinstance(stated, str) and isinstance(value, str):
        # The truth shortens "Sở Giáo dục và Đào tạo (qua …)" to "Sở (qua …)".
        words = iter(re.findall(r"\w+", value.lower()))
        return all(word in words for word in re.findall(r"\w+", stated.lower()))
    return stated == value


def same_duty(known, each):
    return (
        (each["section"], each["line"]) == (known["section"], known["line"])
        and each["actor"].lower() == known["actor"].lower()
        and holds(each["phrase"], known["phrase"])
    )


def same_criterion(known, each):
    return (each["marker"], each["section"], each["line"]) == (
        known["marker"],
        known["section"],
        known["line"],
    ) and holds(each["text"], known["key"])


def same_eligible(known, each):
    if isinstance(known, str) or isinstance(each, str):
        return isinstance(known, str) and isinstance(each, str) and holds(each, known)
    return (known["kind"], known["line"], known["list"]) == (
        each["kind"],
        each["line"],
        each["list"],
    ) and holds(each["condition"], known["condition"])


def award_rows(document, truth, read):
    lists = ("priority_groups", "special_cases")
    yield alike(document, "awards.eligible", truth["eligible"], read["eligible"], same_eligible)
    for key in lists:
        yield alike(document, f"awards.{key}", truth[key], read[key], lambda known, each: holds(each, known))
    single = {
        key: truth[key]
        for key in ("time_of_review", "proposer", "reviewer", "rules_by_reference")
        if key in truth
    }
    yield facts(document, "awards", single, read)
    keys = ("form", "authority", "subjects", "contribution_kinds", "line")
    yield exact(
        document,
        "awards.forms",
        [[form.get(key) for key in keys] for form in truth["forms"]],
        [[form.get(key) for key in keys] for form in read["forms"]],
    )


def scope_row(document, truth, read):
    """`also` carries remarks in brackets."""
    truth, read = dict(truth or {}), dict(read or {})
    for scope in (truth, read):
        if "also" in scope:
            scope["also"] = sorted(folded(each) for each in scope["also"])
    return facts(document, "scope", truth, read)


def same_channel(known, each):
    return (each["line"], each["sense"]) == (known["line"], known["sense"].split(":")[0]) and holds(
        each["name"], known["name"]
    )


def meanings(document, truth, read):
    """An abbreviation is found with its meaning; one whose meaning the truth only describes, by its letters."""
    found = sum(
        short in read and (meaning in DESCRIBED or letters(folded(meaning)) == letters(read[short] or ""))
        for short, meaning in truth.items()
    )
    return Row(document, "abbreviations", len(truth), len(read), found)


def letters(text):
    return re.findall(r"\w+", text.lower())


def anomalies(document, truth, read):
    known = Counter((each["code"], each["line"]) for each in truth)
    reported = Counter((each["code"], each["line"]) for each in read)
    return Row(document, "anomalies", len(truth), len(read), sum((known & reported).values()))


CITED = (
    "number", "serial", "symbol", "date", "stated_type", "issuer", "issuer_resolved", "title", "role", "term",
    "symbol_type",
)  # fmt: skip
PLACES = ("line", "section", "role", "text", "label_line")


def citation(each):
    return [each.get(key) for key in CITED], [
        [place.get(key) for key in PLACES] for place in each["occurrences"]
    ]


def signer(each):
    return {key: value for key, value in each.items() if key not in ANNOTATIONS}


def rows(document, truth, read):
    """Every row of one document."""
    issuers = [
        {key: each[key] for key in ("name", "source", "line")} for each in truth["metadata"]["issuers"]
    ]
    yield facts(document, "metadata", {**truth["metadata"], "issuers": issuers}, read["metadata"])
    yield scope_row(document, truth["scope"], read["scope"])
    yield exact(
        document,
        "cited_documents",
        [*map(citation, truth["cited_documents"])],
        [*map(citation, read["cited_documents"])],
    )
    for key in (
        "sections",
        "rounds",
        "commemorations",
        "dates",
        "quoted_phrases",
        "contents",
        "solutions",
        "programmes",
    ):
        yield exact(document, key, [*map(ordered, truth[key])], [*map(ordered, read[key])])
    yield exact(
        document,
        "paragraphs",
        *([(p["section"], p["sha256_16"]) for p in each["paragraphs"]] for each in (truth, read)),
    )
    yield alike(document, "tasks", truth["tasks"], read["tasks"], same_task)
    yield task_details(document, truth["tasks"], read["tasks"])
    yield alike(document, "embedded_duties", truth["embedded_duties"], read["embedded_duties"], same_duty)
    yield alike(document, "criteria", truth["criteria"], read["criteria"], same_criterion)
    yield from award_rows(document, truth["awards"], read["awards"])
    for key in ("indicators", "mottos", "principles", "prohibitions"):
        yield wordings(document, key, truth[key], read[key])
    yield alike(document, "channels", truth["channels"], read["channels"], same_channel)
    yield exact(
        document,
        "slogan",
        [ordered(truth["slogan"])] * bool(truth["slogan"]),
        [ordered(read["slogan"])] * bool(read["slogan"]),
    )
    yield facts(document, "recipients", truth["recipients"], read["recipients"])
    yield exact(
        document,
        "signers",
        [signer(each) for each in truth["signers"]],
        [signer(each) for each in read["signers"]],
    )
    yield meanings(document, truth["abbreviations"], read["abbreviations"])
    yield anomalies(document, truth["anomalies"], read["anomalies"])


def ordered(value):
    return sorted(value.items(), key=repr) if isinstance(value, dict) else value


PHRASES = ("text", "name", "phrase", "action", "actor", "condition", "deadline", "reports_to", "channel", "proposer",
           "reviewer", "raw", "title", "key", "subject", "form", "authority")  # fmt: skip
KEPT_APART = {"file", "issuers", "counts", "anomalies", "glossary", "dates", "schema", "absent"}


def not_verbatim(read, lines):
    """Phrases that the text does not hold from their line on; nothing read may be of other words.

    An owner carried over from a heading, or words joined across a page, still stand in the text: a phrase
    without a line of its own is sought in the whole.
    """
    whole = normal(" ".join(lines)).lower()

    def absent(value, line):
        if value.lower() in whole:
            return (
                line is not None
                and value.lower() not in normal(" ".join(lines[line - 1 : line + 90])).lower()
            )
        return True

    def walk(value, key, line):
        if isinstance(value, dict):
            here = value.get("line") or value.get("line_start")
            for name, inner in value.items():
                if name not in KEPT_APART:
                    own_line = name in {"text", "phrase", "key"} and not (name == "text" and "key" in value)
                    yield from walk(inner, name, here if own_line else None)
        elif isinstance(value, list):
            for each in value:
                yield from walk(each, key, line)
        elif isinstance(value, str) and key in PHRASES and value and absent(normal(value), line):
            yield key, line, value

    return list(walk(read, "", None))


def table(found):
    """The rows as lines of text, widths fixed, for people to look at."""
    titles = ("document", "key", "listed", "read", "found", "precision", "recall", "invented")
    lines = [titles]
    lines += [
        (
            row.document,
            row.key,
            row.listed,
            row.read,
            row.found,
            f"{row.precision:.2f}",
            f"{row.recall:.2f}",
            row.invented,
        )
        for row in found
    ]
    return "\n".join(
        f"{line[0]!s:9}{line[1]!s:25}" + "".join(f"{cell!s:>10}" for cell in line[2:]) for line in lines
    )
