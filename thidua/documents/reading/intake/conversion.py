"""Old Word, RTF and OpenDocument text, turned into .docx by LibreOffice when the machine has it.

The converter works in a folder of its own with macros off, links not followed, and a ceiling on time and memory.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from thidua.documents import limits
from thidua.documents.limits import refusal

NOT_INSTALLED = (
    "Máy chủ chưa cài LibreOffice nên chưa đọc được {label}. "
    "Hãy mở bằng Word, lưu lại thành .docx rồi gửi lại."
)
BROKEN = (
    "Không mở được {label}, có thể tệp hỏng hoặc có mật khẩu. "
    "Hãy mở bằng Word, lưu lại thành .docx rồi gửi lại."
)
# A fresh profile that trusts nothing: no macros, no link is updated, nothing is fetched.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"
 oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType"
 oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName"
 oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort"
 oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""
# Set on the way in, so that no thread of ours is forked with limits of its own.
WITH_LIMITS = (
    "import os, resource, sys\n"
    "resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]),) * 2)\n"
    "resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]),) * 2)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)\n"
    "os.execv(sys.argv[4], sys.argv[4:])\n"
)


def to_docx(data: bytes, *, ending: str, label: str) -> bytes:
    """The same text as a Word file. `ending` is how the format's names end ("doc", "rtf", "odt").

    Raises `Refused` when LibreOffice is missing, fails, or takes too long; `label` names the file to the officer.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise refusal(NOT_INSTALLED.format(label=label))
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        profile = Path(folder) / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        source = Path(folder) / f"source.{ending}"
        source.write_bytes(data)
        _convert(program, source, profile.parent)
        made = Path(folder) / "made" / "source.docx"
        if not made.is_file():
            raise refusal(BROKEN.format(label=label))
        return made.read_bytes()


def _convert(program: str, source: Path, profile: Path) -> None:
    limit = (limits.CONVERTER_MEMORY, limits.CONVERT_SECONDS, limits.MAX_UNPACKED)
    command = [
        sys.executable, "-c", WITH_LIMITS, *map(str, limit), program, f"-env:UserInstallation={profile.as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "docx:MS Word 2007 XML",
        "--outdir", str(source.parent / "made"), str(source),
    ]  # fmt: skip
    process = subprocess.Popen(  # noqa: S603 the file is named by us, not by its sender
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, cwd=source.parent,
    )  # fmt: skip
    try:
        process.wait(timeout=limits.CONVERT_SECONDS)
    except subprocess.TimeoutExpired as late:
        raise refusal(limits.TOO_LONG) from late
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """LibreOffice starts a second process; the whole session of ours goes with it."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
