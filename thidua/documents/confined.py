"""Opening an untrusted file in a process of its own, with a ceiling on memory and time.

The parsers of PDF, pictures and huge XML are other people's code: a crafted file may make them take gigabytes
or never return. In a process apart the worst that happens is a refusal in words. Both ways the pipe carries
one line of JSON, then bytes.
"""

import importlib
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

from thidua.core.errors import Refused
from thidua.documents.limits import CHILD_MEMORY, READ_SECONDS, TOO_HEAVY, TOO_LONG, refusal

OUT_OF_MEMORY = 77  # exit code
OUT_OF_TIME = -24  # SIGXCPU

_INTAKE, _IMAGING = "thidua.documents.reading.intake", "thidua.documents.imaging"
# What may be asked of the process, and the function that does it: bytes and facts in, JSON (and bytes) out.
TASKS = {
    "read pdf": f"{_INTAKE}.portable:read_pages",
    "read word": f"{_INTAKE}.word:read_package",
    "read picture": f"{_INTAKE}.optical:read_picture",
    "read scan": f"{_INTAKE}.optical:read_scan",
    "read pasted": f"{_INTAKE}.optical:read_pasted",
    "show picture": f"{_IMAGING}.pictures:examine_picture",
    "show pdf": f"{_IMAGING}.portable:examine_pdf",
    "signatures": "thidua.documents.sealing.findings:examine_signatures",
}


def apart(
    task: str, data: bytes, *, broken: str, seconds: int = READ_SECONDS, **facts: Any
) -> tuple[Any, bytes]:
    """What a task of `TASKS` makes of these bytes, worked out in a fresh process: its answer, and bytes if any.

    Raises `Refused` with the task's own reason, or `TOO_LONG`, `TOO_HEAVY`, or `broken` when it crashed.
    """
    command = [sys.executable, "-m", __name__, task, str(seconds)]
    sent = json.dumps(facts).encode() + b"\n" + data
    try:
        done = subprocess.run(  # noqa: S603 our own module, nothing of the file in the command
            command, input=sent, capture_output=True, timeout=seconds + 10, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired as late:
        raise refusal(TOO_LONG) from late
    if done.returncode:
        raise refusal({OUT_OF_MEMORY: TOO_HEAVY, OUT_OF_TIME: TOO_LONG}.get(done.returncode, broken))
    line, _, made = done.stdout.partition(b"\n")
    said = json.loads(line)
    if refused := said.get("refused"):
        raise refusal(refused)
    return said["answer"], made


def _environment() -> dict[str, str]:
    """What such a process has to know: where programs and this package are, and no secrets of the site."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TESSDATA_PREFIX")
    known = {name: os.environ[name] for name in kept if name in os.environ}
    return {**known, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}


def _limit(seconds: int) -> None:
    """The ceilings of this process; a lower one already set by the machine stays."""
    for what, wanted in ((resource.RLIMIT_AS, CHILD_MEMORY), (resource.RLIMIT_CPU, seconds)):
        _, hard = resource.getrlimit(what)
        ceiling = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(what, (ceiling, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(task: str, seconds: int) -> int:
    """Read facts and bytes from standard input, write what was made of them to standard output."""
    line, _, data = sys.stdin.buffer.read().partition(b"\n")
    _limit(seconds)
    made = b""
    try:
        module, _, name = TASKS[task].partition(":")
        answer = getattr(importlib.import_module(module), name)(data, **json.loads(line))
        if isinstance(answer, tuple):
            answer, made = answer
        said: dict[str, Any] = {"answer": answer}
    except Refused as refused:
        said = {"refused": refused.blockers[0].message}
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
