"""`thidua serve`: the web server, and with it the worker if asked."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from thidua.core.faces import build_faces

# One process of 8 threads keeps its connections (8) far below the server's limit; further requests wait
# their turn in the backlog instead of asking PostgreSQL for more than it has.
THREADS = 8
BACKPRESSURE = 64
BACKLOG = 1024
LOOK_EVERY, PATIENCE = 0.2, 20  # seconds


class Command(BaseCommand):
    """Prepare faces and static files, then serve until stopped."""

    help = "Chạy trang web."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--address", default="127.0.0.1:8000", help="máy:cổng; mặc định 127.0.0.1:8000")
        parser.add_argument("--workers", type=int, default=1, help="số tiến trình web")
        parser.add_argument("--with-worker", action="store_true", help="chạy cả bộ xử lý nền")

    def handle(self, *args: Any, **options: Any) -> None:
        """Start fresh processes, never forks, and end them together."""
        host, _, port = options["address"].rpartition(":")
        if not host or not port.isdigit():
            raise CommandError(
                f"Địa chỉ {options['address']} phải có dạng máy:cổng, ví dụ 127.0.0.1:8000.", returncode=2
            )
        call_command("migrate", verbosity=0)
        build_faces(settings.VAR / "faces")
        call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(f"Thi Đua chạy ở http://{options['address']}/  (Ctrl+C để dừng)")
        self.stdout.flush()
        _run_together(_commands(host, port, options["workers"], with_worker=options["with_worker"]))


def web_command(
    host: str, port: str, workers: int, application: str = "thidua.wsgi:application"
) -> list[str]:
    """The web server as it is run, also by what measures it."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", port,
        "--workers", str(workers), "--blocking-threads", str(THREADS), "--backpressure", str(BACKPRESSURE),
        "--backlog", str(BACKLOG), "--no-access-log", "--log-level", "error", application,
    ]  # fmt: skip


def _commands(host: str, port: str, workers: int, *, with_worker: bool) -> list[list[str]]:
    web = web_command(host, port, workers)
    return [web, *([[sys.executable, "-m", "thidua", "worker"]] if with_worker else [])]


def _run_together(commands: list[list[str]]) -> None:
    """Run until one ends or we are told to stop; then end the others by their own process ids."""
    started = [subprocess.Popen(command, env=os.environ.copy()) for command in commands]  # noqa: S603 our own programs

    def stop(*_: object) -> None:
        for process in started:
            if process.poll() is None:
                process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        while all(process.poll() is None for process in started):
            time.sleep(LOOK_EVERY)
    finally:
        stop()
        for process in started:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that was told to stop; one that will not is ended."""
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
