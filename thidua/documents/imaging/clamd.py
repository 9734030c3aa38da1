"""Asking ClamAV's daemon about a file, in its own words (clamd's INSTREAM command).

The answer is the name of what was found, or nothing; a daemon that cannot answer is an error, never "clean".
"""

import re
import socket
import struct

CHUNK = 64 * 1024
ANSWER = 4096  # bytes
SECONDS = 60
FOUND = re.compile(r"stream: (.+) FOUND")


class ScanError(Exception):
    """The daemon was not reached, or did not say whether the file is clean."""


def scan(data: bytes, address: str) -> str:
    """The name of the virus in these bytes, or an empty text when none is known.

    `address` is `/path/of/a/socket`, `unix:/path` or `tcp:host:port`. Raises `ScanError`.
    """
    try:
        with _reached(address) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(data), CHUNK):
                part = data[start : start + CHUNK]
                line.sendall(struct.pack("!L", len(part)) + part)
            line.sendall(struct.pack("!L", 0))
            said = _heard(line)
    except (OSError, ValueError) as error:
        raise ScanError(str(error)) from error
    if said == "stream: OK":
        return ""
    if found := FOUND.fullmatch(said):
        return found[1]
    raise ScanError(said or "no answer")


def _reached(address: str) -> socket.socket:
    if address.startswith("tcp:"):
        host, _, port = address.removeprefix("tcp:").rpartition(":")
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(address.removeprefix("unix:"))
    except OSError:
        line.close()
        raise
    return line


def _heard(line: socket.socket) -> str:
    """One answer, which ends with a zero byte."""
    heard = b""
    while b"\0" not in heard and len(heard) < ANSWER:
        part = line.recv(ANSWER)
        if not part:
            break
        heard += part
    return heard.partition(b"\0")[0].decode("utf-8", errors="replace").strip()
