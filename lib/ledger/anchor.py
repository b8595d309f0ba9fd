"""How far a ledger had come, said outside of it: lines of JSON, one a moment, each with the number and the hash of the
last record.

A chain of hashes proves that its links fit, not that they are the ones that were there: whoever can write the file can
make a new chain. What is kept elsewhere (another disk, another office, a print) he cannot. A line may be signed
(Ed25519) with a key that does not lie beside the ledger.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from lib.ledger import clock
from lib.ledger.faults import LedgerBroken

if TYPE_CHECKING:
    from lib.ledger.record import Record

KEY = "应为没有口令的 PEM 文件，可用 openssl genpkey -algorithm ed25519 生成。"


class Mark(NamedTuple):
    """One moment: the last record's number and hash; the backup or the restored `file`, if it was one; `restored`:
    later records were given up knowingly; `sign`: the signature in hex, "" without a key."""

    at: str
    seq: int
    hash: str
    file: str = ""
    restored: bool = False
    sign: str = ""

    def signed_text(self) -> bytes:
        """What the signature covers: all but itself."""
        return json.dumps(self[:-1], ensure_ascii=False, separators=(",", ":")).encode()


def backups(ledger: Path) -> Path:
    """The list of backups that were made of a ledger, beside it."""
    return ledger.with_name(ledger.name + ".backups")


def mark_of(records: Sequence["Record"], file: str = "", restored: bool = False) -> Mark:
    """The present moment of a ledger.

    >>> mark_of([]).seq
    0
    """
    last = records[-1] if records else None
    return Mark(clock.now(), last.seq if last else 0, last.hash if last else "", file, restored)


def marks(path: Path) -> list[Mark]:
    """The lines of an anchor, oldest first; none where there is no such file. LedgerBroken if it cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    except (OSError, UnicodeDecodeError) as error:
        raise LedgerBroken(f"读不了锚文件 {path}：请检查它在的盘和权限。") from error
    try:
        return [Mark(**json.loads(line)) for line in lines if line.strip()]
    except (ValueError, TypeError) as error:
        raise LedgerBroken(
            f"{path} 有一行不是看板写的：锚文件可能被改动过。请管理员查明，再换一个新的锚文件。"
        ) from error


def add(path: Path, mark: Mark, key: Path | None = None) -> None:
    """Put a line at the end, signed if there is a key. OSError if it cannot be written, LedgerBroken for a wrong key."""
    signed = mark._replace(sign=_private(key).sign(mark.signed_text()).hex()) if key else mark
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(signed._asdict(), ensure_ascii=False) + "\n")


def noted(path: Path, mark: Mark, key: Path | None = None) -> str:
    """As `add`; what was in the way, "" if nothing was: the record that it speaks of is in the ledger already."""
    try:
        add(path, mark, key)
    except OSError as error:
        return f"锚文件 {path} 写不了（{error.strerror or error}）：最近的记录没有在别处留下指纹。"
    except LedgerBroken as error:
        return f"锚文件没有写：{error}"
    return ""


def against(found: Iterable[Mark], hashes: Sequence[str]) -> str:
    """What of an anchor does not stand among the hashes of the records; "" if all does. What a restore gave up is not
    asked for.

    >>> against([Mark("2018-01-02T03:04:05+00:00", 3, "ab")], [])
    '锚文件记下过第3条（2018-01-02T03:04:05+00:00），台账只到第0条：少了3条。'
    """
    asked: list[Mark] = []
    for mark in found:
        asked = [earlier for earlier in asked if not mark.restored or earlier.seq <= mark.seq] + [mark]
    for mark in asked:
        if mark.seq > len(hashes):
            return (
                f"锚文件记下过第{mark.seq}条（{mark.at}），台账只到第{len(hashes)}条：少了{mark.seq - len(hashes)}条。"
            )
        if mark.seq and hashes[mark.seq - 1] != mark.hash:
            return f"第{mark.seq}条的指纹与锚文件在{mark.at}记下的不同：这一条或它以前的被改写过。"
    return ""


def unsigned(found: Iterable[Mark], key: Path) -> str:
    """The first line that the key (private or public, PEM) did not sign; "" if it signed all."""
    from cryptography.exceptions import InvalidSignature

    public = _public(key)
    for number, mark in enumerate(found, 1):
        try:
            public.verify(bytes.fromhex(mark.sign), mark.signed_text())
        except (InvalidSignature, ValueError):
            return f"锚文件第{number}行（{mark.at}）的签名不对：不是用这把钥匙签的，或者被改动过。"
    return ""


def _private(key: Path) -> Any:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        found = load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError, TypeError) as error:
        raise LedgerBroken(f"读不了签名用的钥匙 {key}：{KEY}") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise LedgerBroken(f"{key} 不是 Ed25519 的钥匙：{KEY}")
    return found


def _public(key: Path) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        data = key.read_bytes()
        return load_pem_public_key(data) if b"PUBLIC" in data else _private(key).public_key()
    except (OSError, ValueError) as error:
        raise LedgerBroken(f"读不了核对用的钥匙 {key}：{KEY}") from error
