"""Untrusted bytes are opened in a process of their own, with a ceiling on memory and time.

The worst a crafted file can do there is to be refused. Both ways the pipe carries one line of JSON, then bytes.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from thidua.core.errors import Refused
from thidua.documents.reading.limits import CHILD_MEMORY, TOO_HEAVY, TOO_LONG, refusal

SECONDS = 20
OUT_OF_MEMORY = 77  # exit code
OUT_OF_TIME = -24  # SIGXCPU

Answer = tuple[dict[str, Any], bytes]


def apart(task: str, data: bytes, *, broken: str, **facts: Any) -> Answer:
    """The facts and the bytes that a task of `TASKS` makes of these bytes, worked out in a fresh process.

    Raises `Refused` with the task's own reason, or one about time or memory, or `broken` when it crashed.
    """
    command = [sys.executable, "-m", __name__, task]
    sent = json.dumps(facts).encode() + b"\n" + data
    try:
        done = subprocess.run(  # noqa: S603 our own module, nothing of the file in the command
            command, input=sent, capture_output=True, timeout=SECONDS + 10, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired as late:
        raise refusal(TOO_LONG) from late
    if done.returncode:
        raise refusal({OUT_OF_MEMORY: TOO_HEAVY, OUT_OF_TIME: TOO_LONG}.get(done.returncode, broken))
    line, _, made = done.stdout.partition(b"\n")
    answer: dict[str, Any] = json.loads(line)
    if refused := answer.get("refused"):
        raise refusal(refused)
    return answer, made


def _environment() -> dict[str, str]:
    """Where programs and this package are, and no secrets of the site."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return {**known, "PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONIOENCODING": "utf-8"}


def _picture(data: bytes) -> Answer:
    from thidua.documents.imaging.pictures import examine_picture

    return examine_picture(data)


def _pdf(data: bytes) -> Answer:
    from thidua.documents.imaging.portable import examine_pdf

    return examine_pdf(data)


def _signatures(data: bytes, roots: list[str], at: str) -> Answer:
    from thidua.documents.sealing.findings import examine_signatures

    return {"found": examine_signatures(data, roots, at)}, b""


TASKS: dict[str, Callable[..., Answer]] = {"picture": _picture, "pdf": _pdf, "signatures": _signatures}


def _limit() -> None:
    """The ceilings of this process; a lower one already set by the machine stays."""
    for what, wanted in ((resource.RLIMIT_AS, CHILD_MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        _, hard = resource.getrlimit(what)
        ceiling = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (ceiling, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(task: str) -> int:
    """Read facts and bytes from standard input, write what was made of them to standard output."""
    line, _, data = sys.stdin.buffer.read().partition(b"\n")
    _limit()
    try:
        answer, made = TASKS[task](data, **json.loads(line))
    except Refused as refused:
        answer, made = {"refused": refused.blockers[0].message}, b""
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
