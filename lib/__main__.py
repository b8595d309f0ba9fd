"""`python -m lib …`: the product's functions without a browser. Tables go to standard output as CSV."""

import argparse
import contextlib
import io
import sys
from pathlib import Path

from lib import home
from lib.commands import data, demo, digest, export, filling, geo, keeping, measuring
from lib.commands.adding import Run
from lib.commands.output import save
from lib.commands.usage import Parser
from lib.ledger import file as ledger
from lib.store.queries import StoreError

MODULES = (data, export, measuring, filling, digest, geo, keeping, demo)
PRINTING = ("show", "assess", "audit", "measure", "import", "geo")
"""The commands that print a table."""


def _parser() -> Parser:
    parser = Parser(
        prog="python -m lib", description="不用浏览器做看板的各项工作。表以 CSV 写到标准输出，或用 -o 写到文件。"
    )
    parser.add_argument(
        "--plan", dest="at", type=Path, metavar="FOLDER", help="规划的文件夹；不写是 PLAN_HOME 或自带的规划"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.add_argument("--demo", action="store_true", help="用虚构的演示数据，不用正式台账")
        sub.set_defaults(run=run, into=None)
        return sub

    for module in MODULES:
        module.register(command)
    for name in PRINTING:
        commands.choices[name].add_argument(
            "-o", dest="into", type=Path, metavar="FILE", help="把表写到这个文件（UTF-8，带 BOM），不写到标准输出"
        )
    return parser


def _into(arguments: argparse.Namespace, run: Run) -> int:
    """Run a command and write what it prints into a file, whole or not at all."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        status = run(arguments)
    if printed.getvalue() and not save(printed.getvalue().encode("utf-8-sig"), arguments.into):
        return 2
    return status


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit status. Wrong data, a ledger or a store that cannot be read is one sentence on standard
    error, not a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    arguments = _parser().parse_args(argv)
    arguments.home = home.at(arguments.at, arguments.demo)
    try:
        run: Run = arguments.run
        return _into(arguments, run) if arguments.into else run(arguments)
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
