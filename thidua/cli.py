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
    if arguments[0] not in NEEDS_NO_DATABASE and not {"-h", "--help"} & set(arguments):
        _start_database()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["thidua", *arguments])


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
