"""Finding a thing by any of its names, by pinyin or by its initials."""

import unicodedata
from functools import lru_cache

import numpy as np
import pandas as pd


def folded(text: str) -> str:
    """Text as it is compared: full-width forms folded, small letters, no quotation marks, no blanks.

    >>> folded("“四水治理” 工程（APU）")
    '四水治理工程(apu)'
    """
    return "".join(ch for ch in unicodedata.normalize("NFKC", text).lower() if not ch.isspace() and ch not in "“”\"'‘’")


@lru_cache(maxsize=50_000)
def spelt(name: str) -> str:
    """A name in pinyin: its initials and its whole spelling.

    >>> spelt("新马创新城"), spelt("110KV变电站10座")
    ('xmcxc xinmachuangxincheng', '110kvbdz10z 110kvbiandianzhan10zuo')
    """
    from pypinyin import Style, lazy_pinyin  # a third of a second to import; only searching needs it

    name = folded(name)
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)) + " " + "".join(lazy_pinyin(name))


def texts(rows: pd.DataFrame) -> pd.Series:
    """What each row is searched in: name, other names, their pinyin, note and plan lines."""
    found = []
    for name, others, note, lines in zip(rows["name"], rows["other_names"], rows["note"], rows["lines"], strict=True):
        names = [name, *(others or "").split(";")]
        parts = [
            *map(folded, names),
            *(spelt(each) for each in names if each),
            folded(note or ""),
            *(f"第{line}行" for line in lines.split(";")),
        ]
        found.append(" ".join(parts))
    return pd.Series(found, index=rows.index, dtype=object)


def matches(searched: pd.Series, query: str) -> np.ndarray:
    """Rows whose text holds every word of the query; all rows for an empty one.

    >>> rows = pd.DataFrame({"name": ["新马创新城", "湘江七桥"], "other_names": ["新马科技城", ""], "note": "", "lines": ["23;248", "384"]})
    >>> [matches(texts(rows), asked).tolist() for asked in ("新马科技城", "XJQQ", "第384行", "新马 桥", "")]
    [[True, False], [False, True], [False, True], [False, False], [True, True]]
    """
    mask = np.ones(len(searched), dtype=bool)
    for word in query.split():
        sought = folded(word)
        mask &= np.fromiter((sought in text for text in searched), dtype=bool, count=len(searched))
    return mask
