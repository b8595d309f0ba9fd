"""An empty plan to fill in: plan.toml, every table with its header, and a README that says in which order."""

from collections.abc import Iterable
from pathlib import Path

from lib import about
from lib.home import DataError, Home
from lib.maps.places import COLUMNS
from lib.store.schema import schema

README = Path(__file__).with_name("fresh.md")


def create(home: Home) -> list[Path]:
    """Write the files of an empty plan; returns them. DataError if the folder holds anything or cannot be written."""
    files = _files(home)
    try:
        if home.folder.exists() and any(home.folder.iterdir()):
            raise DataError(f"{home.folder} 里已有文件。请另选一个空文件夹。")
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise DataError(f"写不了 {home.folder}（{error.strerror or error}）。请另选一个可写的文件夹。") from error
    return list(files)


def _files(home: Home) -> dict[Path, str]:
    tables = schema()
    described = [
        f"### {table.name}\n\n{table.meaning}\n\n"
        + _listed((c.name, f"{c.meaning}{'（必填）' if c.required else ''}") for c in table.columns)
        for table in tables
    ]
    readme = README.read_text(encoding="utf-8").format(
        folder=home.folder, layers=_listed(COLUMNS.items()), tables="\n\n".join(described)
    )
    return {
        home.folder / "README.md": readme,
        home.data / about.FILE: about.blank(),
        home.geo / "layer.csv": ",".join(COLUMNS) + "\n",
        **{home.data / f"{t.name}.csv": ",".join(c.name for c in t.columns) + "\n" for t in tables},
    }


def _listed(rows: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- `{name}`：{meaning}" for name, meaning in rows)
