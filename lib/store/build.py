"""plan.toml and the CSVs of a plan → its plan.duckdb, rebuilt when anything it is made from has changed.

The file is written beside its final name and renamed into place, so that a reader never sees a half-built store and two
processes that start at once both end with a whole one.
"""

import errno
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from lib import about
from lib.home import DataError
from lib.store.explain import broken, explain

SQL = Path(__file__).parent
LOCKED_DOWN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "threads": "2",
    "lock_configuration": "true",
}
MADE_FROM = (".csv", ".toml", ".geojson")
RENAME_TRIES = 40
STALE = 3600
"""Seconds after which what a build left beside the store is nobody's: it was killed."""


def fingerprint(data: Path) -> str:
    """Hash of everything the store is made from: plan.toml, CSVs, SQL and the version of DuckDB."""
    digest = hashlib.sha256(duckdb.__version__.encode())
    for path in sorted([*data.glob(about.FILE), *data.glob("*.csv"), *SQL.glob("*.sql")]):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the tables that are loaded from CSVs, in the order in which the schema creates them."""
    rows = con.execute(
        "select table_name from duckdb_tables() where not internal and table_name <> 'plan' order by table_oid"
    ).fetchall()
    return [name for (name,) in rows]


def _load(con: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    """Fill one table from its CSV; DataError with file, line, column and what was expected."""
    columns = con.table(table).columns
    try:
        rows = con.read_csv(
            str(path), header=True, all_varchar=True, delimiter=",", quotechar='"', escapechar='"', encoding="utf-8"
        )
        if sorted(rows.columns) != sorted(columns):
            raise DataError(explain(con, table, path))
        rows.select(*columns).insert_into(table)
    except duckdb.Error as error:
        raise DataError(explain(con, table, path, str(error))) from error


def stamp(data: Path) -> tuple[tuple[str, int], ...]:
    """Changes whenever a file the store is made from does: names and times, cheap enough for every page run."""
    with os.scandir(data) as files:
        return tuple(sorted((file.name, file.stat().st_mtime_ns) for file in files if file.name.endswith(MADE_FROM)))


def fill(con: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Create schema, rows, derived rows and views in an open, empty database."""
    text = about.read(data / about.FILE)
    plan = about.parse(text)
    con.begin()  # all tables at once: each would be written to the disk by itself
    con.execute((SQL / "schema.sql").read_text(encoding="utf-8"))
    con.commit()
    row = [plan.period.base, plan.period.end, plan.period.before, plan.text.lines, plan.name.built]
    con.execute("insert into plan values (?, ?, ?, ?, ?)", row)
    names = tables(con)
    if stray := sorted({p.stem for p in data.glob("*.csv")} - set(names)):
        raise DataError(
            f"data/{stray[0]}.csv：没有名为“{stray[0]}”的表。请改文件名，或在 lib/store/schema.sql 中建表。"
        )
    for table in names:
        path = data / f"{table}.csv"
        if not path.exists():
            raise DataError(f"缺少 data/{table}.csv。请从版本库恢复这个文件；没有内容的表也要有表头。")
        _load(con, table, path)
    if wrong := con.execute((SQL / "rules.sql").read_text(encoding="utf-8")).fetchone():
        raise DataError(broken(data, *wrong))
    for script in ("derive.sql", "views.sql"):
        con.execute((SQL / script).read_text(encoding="utf-8"))
    con.execute("create table meta as select ? as fingerprint, ? as about", [fingerprint(data), text])


def build(data: Path, store: Path) -> Path:
    """Build the store unconditionally; returns its path. DataError if a file is wrong or the store cannot be
    written."""
    made_from = fingerprint(data)
    for rest in store.parent.glob(f"{store.name}.*.tmp*"):
        if time.time() - rest.stat().st_mtime > STALE:
            rest.unlink(missing_ok=True)
    beside = store.with_name(f"{store.name}.{os.getpid()}.tmp")
    try:
        with duckdb.connect(str(beside)) as con:
            fill(con, data)
            con.execute("checkpoint")
        if built_from(beside) != made_from:  # what fails on closing is not said
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        _rename(beside, store, made_from)
    except (OSError, duckdb.IOException) as error:
        raise DataError(
            f"{store.name} 没有建成，原来的没有动：磁盘已满，或者 {store.parent.name}/ 不能写（{_short(error)}）。请处理后重试。"
        ) from error
    finally:
        beside.unlink(missing_ok=True)
        beside.with_name(beside.name + ".wal").unlink(missing_ok=True)
    return store


def _short(error: Exception) -> str:
    """What the operating system says, without the path."""
    return str(getattr(error, "strerror", None) or error).splitlines()[0].rpartition(": ")[2]


def _rename(beside: Path, store: Path, made_from: str) -> None:
    """Put the new file in place. Windows refuses while a process reads the old one: wait, or accept a twin that got
    there first.

    What another program left in the old file's write-ahead log goes with it: beside the new file nobody could open
    either.
    """
    for attempt in range(RENAME_TRIES):
        try:
            store.with_name(store.name + ".wal").unlink(missing_ok=True)
            beside.replace(store)
            return
        except PermissionError:
            if built_from(store) == made_from:
                return
            if attempt == RENAME_TRIES - 1:
                raise
            time.sleep(0.1)


def built_from(store: Path) -> str | None:
    """Fingerprint recorded in the store; None when there is no store or it cannot be read as one."""
    if not store.exists():
        return None
    try:
        with duckdb.connect(str(store), read_only=True, config=LOCKED_DOWN) as con:
            found = con.execute("select fingerprint from meta").fetchone()
            return str(found[0]) if found else None
    except duckdb.Error:
        return None


def ensure(data: Path, store: Path, free: Callable[[Path], None] = lambda store: None) -> Path:
    """The store, rebuilt first if the data has changed since it was made; `free` closes it where it is open."""
    if built_from(store) == fingerprint(data):
        return store
    free(store)
    return build(data, store)
