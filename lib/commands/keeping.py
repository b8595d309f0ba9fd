"""Commands on the ledger as a whole: make a new one, move it, prove its chain, anchor it, back up and restore."""

import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from lib.commands.adding import Adding
from lib.home import Home, place
from lib.ledger import anchor, attachments, beside, copies, stores
from lib.ledger import file as ledger
from lib.ledger.fold import EMPTY, fold
from lib.ledger.kinds import KINDS
from lib.ledger.record import Record
from lib.ledger.walk import walk

SHOWN = 10
"""Records that are named one by one before a restore."""


def end(records: Sequence[Record]) -> str:
    """Where a ledger ends, for keeping elsewhere: the number and the hash of its last record.

    >>> end([])
    '没有记录'
    """
    return f"最后一条是第{records[-1].seq}条，指纹 {records[-1].hash}" if records else "没有记录"


def _ledger(arguments: Namespace) -> int:
    run, takes = ACTIONS[arguments.action]
    if takes is not None and len(arguments.words) != takes:
        print("move 后面写从哪里、到哪里两处；upgrade、anchor 后面不写。", file=sys.stderr)
        return 2
    try:
        return run(arguments.home, *arguments.words)
    except FileExistsError as error:
        print(error, file=sys.stderr)
        return 2


def _new(home: Home, *roles: str) -> int:
    stores.new(home.ledger, *roles)
    print(f"已新建空的台账 {stores.named(home.ledger)}。" + (f"可以写入的账户：{'、'.join(roles)}。" if roles else ""))
    return 0


def _move(home: Home, origin: str, to: str) -> int:
    old, new = place(origin), place(to)
    records = stores.move(old, new)
    print(
        f"已从 {stores.named(old)} 搬到 {stores.named(new)}：{len(records)}条记录，两边的链都核对过，逐条相同；{end(records)}。原来的没有改动。"
    )
    rows, here, there = fold(EMPTY, records).rows("evidence"), home.files_of(old), home.files_of(new)
    if not rows:
        return 0
    count = attachments.copy(here, there)
    print(f"依据文件抄了{count}份到 {there}；新的台账在别处时，用 PLAN_FILES 指给它。")
    lost = attachments.faults(there, rows)
    print("".join(f"{one}\n" for one in lost), end="", file=sys.stderr)
    return 1 if lost else 0


def _upgrade(home: Home) -> int:
    if isinstance(home.ledger, Path):
        print("台账是文件，没有要升级的表。")
        return 0
    from lib.ledger import database

    done = database.upgrade(home.ledger)
    print(
        f"{stores.named(home.ledger)}：" + (f"已升级第{'、'.join(map(str, done))}号。" if done else "已经是这一版的。")
    )
    return 0


def _anchor(home: Home) -> int:
    if home.anchor is None:
        print("没有说锚文件在哪里：请设环境变量 PLAN_ANCHOR，放在另一块盘或另一台机器上。", file=sys.stderr)
        return 2
    records = stores.read(home.ledger, expected=home.configured).records
    if wrong := anchor.against(anchor.marks(home.anchor), [record.hash for record in records]):
        print(wrong, file=sys.stderr)
        return 1
    if wrong := anchor.noted(home.anchor, anchor.mark_of(records), home.key):
        print(wrong, file=sys.stderr)
        return 2
    print(f"已记入 {home.anchor}：{end(records)}")
    return 0


ACTIONS: dict[str, tuple[Callable[..., int], int | None]] = {
    "new": (_new, None),
    "move": (_move, 2),
    "upgrade": (_upgrade, 0),
    "anchor": (_anchor, 0),
}
"""What `ledger` does, by the word that follows it, and how many more words it takes (None: any number)."""


def _progress(done: int, count: int) -> None:
    """How far it has come, on one line of the terminal."""
    print(
        f"\r核对 {'█' * (20 * done // count):20} {done}/{count}条", end="\n" if done == count else "", file=sys.stderr
    )


def _thrown_away(home: Home, seq: int) -> str:
    beside.forget(home.ledger, seq)
    return f"折算到第{seq}条的结果与记录不符，可能被改动过：已删去，请重新启动看板，并请查明原因。记录本身前后相接。"


def verify(arguments: Namespace) -> int:
    """Prove the ledger's chain and, if asked, that it still holds what was noted elsewhere; the exit status."""
    home = arguments.home
    found = walk(home.ledger, home.configured, _progress if sys.stderr.isatty() else lambda done, count: None)
    wrong = ""
    if arguments.expect and arguments.expect.lower() not in found.hashes:
        wrong = f"台账里没有指纹为 {arguments.expect} 的记录：它或它以前的记录被改写或截去了。"
    if arguments.anchor:
        if not arguments.anchor.exists():
            print(f"没有锚文件 {arguments.anchor}。", file=sys.stderr)
            return 2
        marks = anchor.marks(arguments.anchor)
        wrong = wrong or anchor.against(marks, found.hashes)
        if arguments.key:
            wrong = wrong or anchor.unsigned(marks, arguments.key)
    lost = attachments.faults(home.files, found.state.rows("evidence"))
    lost += [_thrown_away(home, seq) for seq in found.wrong]
    if wrong or lost:
        print("\n".join([wrong] * bool(wrong) + lost), file=sys.stderr)
        return 1
    ended = end([found.last] if found.last else [])
    print(f"台账 {stores.named(home.ledger)}：{len(found.hashes)}条记录，前后相接；{ended}")
    for before, after in found.set_back:
        print(f"时间倒退：第{after.seq}条（{after.at}）写在第{before.seq}条（{before.at}）之后。", file=sys.stderr)
    held = [told for told, asked in (("指纹", arguments.expect), ("锚文件", arguments.anchor)) if asked]
    if held:
        print(f"与{'、'.join(held)}相符：到那时为止的记录没有改动。")
    else:
        print(
            "这只证明记录之间前后相接。整个重写、截去末尾的，要与另外保存的指纹比：--expect 指纹，或 --anchor 锚文件。"
        )
    return 0


def _backup(arguments: Namespace) -> int:
    try:
        records = copies.backup(arguments.home.ledger, arguments.file, arguments.home.configured)
        attachments.copy(arguments.home.files, attachments.folder(arguments.file))
    except (OSError, ledger.LedgerBusy, ledger.LedgerBroken) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"已备份{len(records)}条记录到 {arguments.file}，并核对无误；{end(records)}")
    return 0


def _restore(arguments: Namespace) -> int:
    home = arguments.home
    try:
        if not _agreed(copies.lost(home.ledger, arguments.file), arguments.yes):
            print("没有恢复，台账没有改动。确实要恢复请加 --yes。", file=sys.stderr)
            return 2
        attachments.copy(attachments.folder(arguments.file), home.files)
        records, kept = copies.restore(home.ledger, arguments.file)
    except (OSError, ledger.LedgerBusy, ledger.LedgerBroken) as error:
        print(error, file=sys.stderr)
        return 2
    if home.anchor:
        mark = anchor.mark_of(records, str(arguments.file), restored=True)
        print(anchor.noted(home.anchor, mark, home.key), end="", file=sys.stderr)
    print(
        f"已由 {arguments.file} 恢复{len(records)}条记录；{end(records)}。"
        + (f"原来的台账留在 {kept}。" if kept else "")
        + "正在运行的看板重新启动以后才能录入。"
    )
    return 0


def _agreed(lost: list[Record] | None, yes: bool) -> bool:
    """Whether the records that a restore gives up may be given up: listed first, then asked for."""
    if lost is None:
        print("现在的台账读不出来，不知道会少哪些记录；它会留在旁边。", file=sys.stderr)
        return True
    if not lost:
        return True
    print(f"备份里没有现在台账的{len(lost)}条记录，恢复后它们不再生效（原文件另存）：", file=sys.stderr)
    counts = Counter(KINDS[one.kind].step + KINDS[one.kind].noun if one.kind in KINDS else one.kind for one in lost)
    print("  " + "，".join(f"{name}{count}条" for name, count in counts.most_common()), file=sys.stderr)
    for one in lost[-SHOWN:]:
        print(f"  第{one.seq}条 {one.at} {one.who} {one.subject}", file=sys.stderr)
    if yes or not sys.stdin.isatty():
        return yes
    return input("仍要恢复吗？输入 yes 恢复：").strip().lower() == "yes"


def register(command: Adding) -> None:
    """Add the commands of this module; `command(name, run, text)` makes a parser."""
    own = command(
        "ledger",
        _ledger,
        "new [账户…]：在指定的地方新建空的台账；move 从 到：搬到另一个文件或数据库，两边核对；upgrade：升级数据库里的表；anchor：把台账现在的末尾记入锚文件",
    )
    own.add_argument("action", choices=list(ACTIONS))
    own.add_argument("words", nargs="*")
    command("backup", _backup, "把台账抄成一个新文件，并核对").add_argument("file", type=Path)
    back = command("restore", _restore, "用核对过的备份换下台账；原来的留在旁边")
    back.add_argument("file", type=Path)
    back.add_argument("--yes", action="store_true", help="不再询问：会少的记录已经看过")
