"""The `thidua` command. Prints Vietnamese for people and, with --json, one JSON document for programs.

Exit status: 0 done, 1 refused or something found, 2 wrong usage.
"""

import os
import sys

NEEDS_NO_DATABASE = {"read", "judge", "routes", "collectstatic"}


def main() -> None:
    """Start the embedded database when the command needs one, then run the command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(_overview())
        sys.exit(0 if arguments else 2)
    _make_folders()
    if arguments[0] not in NEEDS_NO_DATABASE and not {"-h", "--help"} & set(arguments):
        _start_database()
    _run(["thidua", *arguments])


def _run(words: list[str]) -> None:
    """Hand over to Django, but say in Vietnamese, and by status 2, that there is no such command."""
    from django.core.management import BaseCommand, ManagementUtility, get_commands

    class Commands(ManagementUtility):
        def fetch_command(self, subcommand: str) -> BaseCommand:
            if subcommand not in get_commands():
                print(f"Không có lệnh {subcommand}. Gõ thidua --help để xem các lệnh.", file=sys.stderr)
                sys.exit(2)
            return super().fetch_command(subcommand)

    Commands(words).execute()


def _make_folders() -> None:
    """The folders that settings name: Django's checks warn of each that is missing."""
    from thidua.database import VAR

    for name in ("faces", "static"):
        (VAR / name).mkdir(parents=True, exist_ok=True)


def _start_database() -> None:
    from thidua.database import NoDatabaseError, start_embedded

    try:
        start_embedded()
    except NoDatabaseError as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)


def _overview() -> str:
    from thidua.home.commands import overview

    return overview()
