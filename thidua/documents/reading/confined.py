"""Opening an untrusted file in a process of its own, with a ceiling on memory and time.

The parsers of PDF, pictures and huge XML are other people's code: a crafted file may make them take gigabytes
or never return. In a process apart the worst that happens is a refusal in words.
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

OUT_OF_MEMORY = 77  # exit code


def apart(task: str, data: bytes, *, seconds: int, broken: str) -> Any:
    """The answer of a task of `TASKS` on these bytes, worked out in a fresh process.

    Raises `Refused` with the task's own reason, or `TOO_LONG`, `TOO_HEAVY`, or `broken` when it crashed.
    """
    command = [sys.executable, "-m", __name__, task, str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603 our own module, nothing of the file in the command
            command, input=data, capture_output=True, timeout=seconds + 5, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired as late:
        raise refusal(TOO_LONG) from late
    if done.returncode == OUT_OF_MEMORY:
        raise refusal(TOO_HEAVY)
    if done.returncode != 0:
        raise refusal(TOO_LONG if done.returncode == -24 else broken)  # 24 is SIGXCPU
    answer = json.loads(done.stdout)
    if refused := answer.get("refused"):
        raise refusal(refused)
    return answer["answer"]


def _environment() -> dict[str, str]:
    """What a reading process has to know: where programs and this package are, and no secrets of the site."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return {**known, "PYTHONPATH": str(Path(__file__).parents[3]), "PYTHONIOENCODING": "utf-8"}


def _pdf(data: bytes) -> Any:
    from thidua.documents.reading.portable import read_pages

    return read_pages(data)


def _word(data: bytes) -> Any:
    from thidua.documents.reading.word import read_package

    return read_package(data)


def _picture(data: bytes) -> Any:
    from thidua.documents.reading.optical import read_picture

    return read_picture(data)


def _scan(data: bytes) -> Any:
    from thidua.documents.reading.optical import read_scan

    return read_scan(data)


def _pasted(data: bytes) -> Any:
    from thidua.documents.reading.optical import read_pasted

    return read_pasted(data)


TASKS: dict[str, Callable[[bytes], Any]] = {
    "pdf": _pdf, "word": _word, "picture": _picture, "scan": _scan, "pasted": _pasted,
}  # fmt: skip


def _limit(seconds: int) -> None:
    """The ceilings of this process; a lower one already set by the machine stays."""
    for what, wanted in ((resource.RLIMIT_AS, CHILD_MEMORY), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(what)
        ceiling = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (ceiling, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(task: str, seconds: int) -> int:
    """Read the file from standard input, write one JSON document to standard output."""
    data = sys.stdin.buffer.read()
    _limit(seconds)
    try:
        answer: dict[str, Any] = {"answer": TASKS[task](data)}
    except Refused as refused:
        answer = {"refused": refused.blockers[0].message}
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
