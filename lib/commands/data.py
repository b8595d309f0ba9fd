"""Commands on the data: build the store, print a table, verify citations."""

import sys
from argparse import Namespace
from pathlib import Path

from lib.commands import keeping
from lib.commands.adding import Adding
from lib.commands.output import print_frame
from lib.home import at
from lib.plan.fresh import create
from lib.plan.opened import open_plan
from lib.plan.source import open_source
from lib.store import build, plan_text
from lib.store.citations import CITED, verify

TARGET = {"target": "value", "target_words": "value_words", "due": "year"}
ENTERED = "ledger."
"""What begins the names of the tables that people entered."""
PRINTED = {"target": TARGET, "clause": TARGET | {"original_target": "original_value", "original_due": "original_year"}}
"""Columns that `show` has always printed under other names than the data now has: scripts read them."""


def _build(arguments: Namespace) -> int:
    made = build.build(arguments.home.data, arguments.home.store)
    source = open_source(arguments.home)
    layers = source.geometry[0]
    for sentence in source.doubts:
        print(f"存疑：{sentence}", file=sys.stderr)
    print(f"已建成 {made}；地图{len(layers)}层{f'可以读，{len(source.doubts)}处存疑' if source.doubts else '无误'}")
    return 0


def _new(arguments: Namespace) -> int:
    made = create(at(arguments.folder))
    print(f"已在 {arguments.folder} 建好一份空的规划（{len(made)}个文件）。请从 README.md 读起。")
    return 0


def _show(arguments: Namespace) -> int:
    plan = open_plan(arguments.home)
    entered = {f"{ENTERED}{name}": name for name in plan.state.tables}
    if arguments.table in entered:
        print_frame(plan.state.frame(entered[arguments.table]))
        return 0
    if arguments.table not in plan.source.store.names():
        known = ", ".join([*plan.source.store.names(), *entered])
        print(f"没有名为“{arguments.table}”的表。可用：{known}", file=sys.stderr)
        return 2
    print_frame(plan.frame(arguments.table).rename(columns=PRINTED.get(arguments.table, {})))
    return 0


def _verify(arguments: Namespace) -> int:
    if arguments.ledger or arguments.expect or arguments.anchor:
        return keeping.verify(arguments)
    if arguments.plan is None:
        print("请给出规划文本的文件名，或用 --ledger 核对台账。", file=sys.stderr)
        return 2
    lines = plan_text.decode(plan_text.load(arguments.plan))
    plan = open_plan(arguments.home)
    checked = verify(plan.frames(CITED), lines)
    for table, rows in checked.groupby("table", sort=False):
        print(f"{table}：{len(rows)}处引用，{int(rows['found'].sum())}处相符，{int((~rows['found']).sum())}处不符")
    for row in checked[~checked["found"]].itertuples():
        print(f"不符：{row.table} {row.key}：“{row.what}”不在第{row.line}行", file=sys.stderr)
    return 0 if checked["found"].all() else 1


def _text(arguments: Namespace) -> int:
    plan = open_plan(arguments.home)
    lines, found = plan_text.checked(plan_text.load(arguments.file), plan.about, plan.frames(CITED))
    plan_text.keep(arguments.home.text, lines)
    print(f"已收下规划正文{len(lines)}行，{found}处引用相符，存为 {arguments.home.text}；页面在引用下显示原文。")
    return 0


def register(command: Adding) -> None:
    """Add the commands of this module; `command(name, run, text)` makes a parser."""
    command("build", _build, "由 plan.toml 和各 CSV 重建 plan.duckdb")
    new = command("new", _new, "新建一个空的规划文件夹：plan.toml、只有表头的各表、填写说明")
    new.add_argument("folder", type=Path)
    show = command("show", _show, "打印数据库的一张表或视图")
    show.add_argument("table")
    show.add_argument("--format", choices=["csv"], default="csv")
    check = command("verify", _verify, "用规划全文核对引用的每个数和名称，或核对台账的链")
    check.add_argument("plan", type=Path, metavar="PLAN_TEXT", nargs="?")
    check.add_argument("--ledger", action="store_true", help="核对台账的记录前后相接")
    check.add_argument("--expect", metavar="HASH", help="台账里应当有这个指纹（抄自评估、报告或备份）")
    check.add_argument("--anchor", type=Path, metavar="FILE", help="台账应当与锚文件记下的相符")
    check.add_argument("--key", type=Path, metavar="PEM", help="锚文件的每一行应当由这把钥匙签名")
    supplied = command("text", _text, "提供规划全文：核对后存放，不入版本库，供各页显示原文")
    supplied.add_argument("file", type=Path)
