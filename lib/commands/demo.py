"""The training set: a fictitious ledger in a file of its own, built anew at every run."""

import shutil
import sys
import time
from argparse import Namespace

from lib.commands.adding import Adding
from lib.demo import evidence
from lib.demo.story import tell
from lib.ledger import drafts
from lib.ledger import file as ledger
from lib.plan.opened import Plan
from lib.plan.source import open_source


def _demo(arguments: Namespace) -> int:
    begun, home = time.monotonic(), arguments.home
    if not home.story.exists():
        print(f"这份规划没有演示数据：缺少 data/{home.story.name}。", file=sys.stderr)
        return 2
    records = tell(Plan(open_source(home)), home.story)
    ledger.store(home.training, records)
    shutil.rmtree(drafts.folder(home.training), ignore_errors=True)
    evidence.keep(home._replace(demo=True).files, records)
    print(
        f"演示台账 {home.training.name}：{len(records)}条虚构的记录，用时{time.monotonic() - begun:.0f}秒。打开：python -m lib.serve --demo"
    )
    return 0


def register(command: Adding) -> None:
    """Add the commands of this module; `command(name, run, text)` makes a parser."""
    command("demo", _demo, "重新生成虚构的演示数据（另一个文件，不动正式台账）")
