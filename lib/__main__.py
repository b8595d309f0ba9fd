"""`python -m lib …`: the product's functions without a browser. Tables go to standard output as CSV."""

import argparse
import io
import sys
from pathlib import Path

from lib import home
from lib.commands import data, demo, digest, export, filling, geo, measuring
from lib.commands.adding import Run
from lib.ledger import file as ledger
from lib.store.queries import StoreError

MODULES = (data, export, measuring, filling, digest, geo, demo)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m lib", description=__doc__)
    parser.add_argument(
        "--plan",
        dest="at",
        type=Path,
        metavar="FOLDER",
        help="the plan's folder; PLAN_HOME or the project's own without it",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.add_argument(
            "--demo", action="store_true", help="on the fictitious training set instead of the real ledger"
        )
        sub.set_defaults(run=run)
        return sub

    for module in MODULES:
        module.register(command)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status. Wrong data, a ledger or a store that cannot be read is one sentence on standard
    error, not a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    arguments = _parser().parse_args(argv)
    arguments.home = home.at(arguments.at, arguments.demo)
    try:
        run: Run = arguments.run
        return run(arguments)
    except home.DataError as error:
        print(error, file=sys.stderr)
        return 2
    except (ledger.LedgerBusy, ledger.LedgerBroken) as error:
        print(error, file=sys.stderr)
        return 1
    except StoreError as error:
        print(
            f"打不开 {arguments.home.store.name}（{error}）。请关闭正在写入它的程序后重试；仍然不行时删除它，再运行 python -m lib build。",
            file=sys.stderr,
        )
        return 1
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stdout = None
        return 0


if __name__ == "__main__":
    sys.exit(main())
