"""What could not be done, as a page says it: no path of the server, whatever the message holds."""

import re
from collections.abc import Iterable
from pathlib import Path

PATH = re.compile(
    r"(?<![A-Za-z0-9_.:/\\])(?:[A-Za-z]:[\\/]+|\\\\|/(?=[A-Za-z0-9._~-]+/))(?:[^\\/\s：，。；（）“”'\"]+[\\/]+)+"
)
"""The folders before a file's name: from the root, a drive or a share."""


def placeless(text: object, folders: Iterable[Path] = ()) -> str:
    """A message without the folders in it: those that are known, whatever their names, and what looks like one.

    >>> placeless("台账文件 /srv/规划 库/a.duckdb 不在", [Path("/srv/规划 库")]), placeless("打不开 /var/lib/plan/plan.duckdb：锁住了")
    ('台账文件 a.duckdb 不在', '打不开 plan.duckdb：锁住了')
    >>> placeless(r"读不了 C:\\规划\\a.csv 和 \\\\nas\\b\\c.txt"), placeless("data/plan.toml，件/万人，https://a/b/c")
    ('读不了 a.csv 和 c.txt', 'data/plan.toml，件/万人，https://a/b/c')
    """
    told = str(text)
    for folder in sorted({str(folder) for folder in folders if len(folder.parts) > 1}, key=len, reverse=True):
        told = told.replace(f"{folder}/", "").replace(f"{folder}\\", "").replace(folder, Path(folder).name)
    return PATH.sub("", told)
