"""How well a thing answers to what somebody typed: the one matcher of all lists and of the search in the frame."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lib.search.citing import Sections, cited

EXACT, START, INSIDE, SPELT, LINE, MORE = 100.0, 90.0, 80.0, 70.0, 60.0, 40.0
"""Scores: the name itself, its beginning, a part of it, its pinyin or initials, a line, what else is said of it."""
BY_SYNONYM, BY_WORDS, BY_OTHER_NAME = 0.95, 0.9, 0.98
"""What is left of a score that was reached by a synonym, by several words apart, by another name than the first."""
LEAST_LETTERS, LEAST_INSIDE = 2, 3
"""Letters that initials or pinyin are looked for from: at the beginning, within."""
ALIKE, SUGGESTED = 70.0, 45.0
"""Likeness in per cent from which a name passes for a typing error of the other, and from which it is offered."""
PART, SOUND = 0.9, 0.95
"""What likeness to a part of a name is worth, and likeness of the sound."""

Synonyms = Mapping[str, tuple[str, ...]]
Scores = NDArray[np.float64]


class Thing(NamedTuple):
    """What is searched: its names, the first as it is shown; what else is said of it; the lines it rests on."""

    names: tuple[str, ...]
    more: str = ""
    lines: frozenset[int] = frozenset()


class Spelling(NamedTuple):
    """A name in pinyin: its initials, the whole, and where in that its syllables begin."""

    initials: str
    whole: str
    starts: frozenset[int]


def folded(text: str) -> str:
    """Text as it is compared: full-width forms folded, small letters, no quotation marks, no blanks.

    >>> folded("“四水治理” 工程（ＡＰＵ）")
    '四水治理工程(apu)'
    """
    return "".join(ch for ch in unicodedata.normalize("NFKC", text).lower() if not ch.isspace() and ch not in "“”\"'‘’")


@lru_cache(maxsize=50_000)
def spelt(name: str) -> Spelling:
    """A folded name in pinyin; letters and digits stand for themselves.

    >>> spelt("110kv变电站")[:2]
    ('110kvbdz', '110kvbiandianzhan')
    """
    from pypinyin import Style, lazy_pinyin  # a third of a second to import; only searching needs it

    syllables = lazy_pinyin(name)
    starts, at = set(), 0
    for syllable in syllables:
        starts.add(at)
        at += len(syllable)
    return Spelling("".join(lazy_pinyin(name, style=Style.FIRST_LETTER)), "".join(syllables), frozenset(starts))


def variants(word: str, synonyms: Synonyms) -> list[str]:
    """A folded word with each synonym in it replaced by what that means.

    >>> variants("人均gdp", {"gdp": ("地区生产总值",)}), variants("城镇化率", {"城镇化": ("城镇化率",)})
    (['人均地区生产总值'], [])
    """
    return [
        word.replace(known, mean)
        for known, means in synonyms.items()
        if known in word
        for mean in means
        if mean not in word
    ]


class Searched:
    """Things that are searched, in their order, and the synonyms that hold for them; all folded and spelt once."""

    def __init__(
        self, things: Sequence[Thing], synonyms: Synonyms | None = None, sections: Sections | None = None
    ) -> None:
        """`synonyms`: what a word means, by the word; `sections`: the lines of the plan's chapters and sections."""
        self._sections = sections or Sections()
        self._names = [tuple(filter(None, map(folded, thing.names))) for thing in things]
        self._spelt = [tuple(map(spelt, names)) for names in self._names]
        self._more = [folded(thing.more) for thing in things]
        self._lines = [thing.lines for thing in things]
        self.words = tuple(synonyms or ())
        self._synonyms = {folded(word): tuple(map(folded, means)) for word, means in (synonyms or {}).items()}
        self._flat = [name for names in self._names for name in names]
        self._flat_whole = [one.whole for spellings in self._spelt for one in spellings]
        self._owner = np.array([at for at, names in enumerate(self._names) for _ in names], dtype=np.intp)

    def __len__(self) -> int:
        return len(self._names)

    def scores(self, query: str) -> Scores:
        """How well each thing answers to the query, 0 for not at all; every word of it must be found. All answer to an
        empty one.

        >>> bridge, town = Thing(("湘江七桥",), lines=frozenset({384})), Thing(("新马创新城", "新马科技城"))
        >>> both = Searched([bridge, town], {"大桥": ("七桥",)})
        >>> [(both.scores(asked) > 0).tolist() for asked in ("ＸＪＱＱ", "新马 科技", "第384行", "大桥", "chuangxin", "新马 桥", "")]
        [[True, False], [False, True], [True, False], [True, False], [False, True], [False, False], [True, True]]
        """
        words = [word for word in map(folded, query.split()) if word]
        if not words:
            return np.full(len(self), MORE)
        whole = self._word("".join(words))
        if len(words) == 1 or cited("".join(words), self._sections) is not None:
            return whole
        apart: Scores = np.minimum.reduce([self._word(word) for word in words])
        return np.maximum(whole, apart * BY_WORDS)

    def alike(self, query: str) -> Scores:
        """How like the query the likeliest name of each thing is, in writing or in sound, 0–100."""
        word, found = folded(query), np.zeros(len(self))
        if len(word) < 2 or not self._flat:
            return found
        likeness = np.maximum(_likeness(word, self._flat), SOUND * _likeness(spelt(word).whole, self._flat_whole))
        np.maximum.at(found, self._owner, likeness)
        return found

    def _word(self, word: str) -> Scores:
        direct = self._plain(word)
        for other in variants(word, self._synonyms):
            direct = np.maximum(direct, self._plain(other) * BY_SYNONYM)
        return direct

    def holding(self, query: str) -> NDArray[np.bool_]:
        """Which things answer to the query: the filter of a list."""
        return self.scores(query) > 0

    def _plain(self, word: str) -> Scores:
        if (asked := cited(word, self._sections)) is not None:
            return self._resting_on(*asked)
        bare = int(word) if re.fullmatch(r"[0-9]{1,5}", word) else None
        letters = word.isascii() and word.isalnum() and len(word) >= LEAST_LETTERS
        return np.array(
            [
                self._score(at, word, letters) or (LINE if bare is not None and bare in self._lines[at] else 0.0)
                for at in range(len(self))
            ]
        )

    def _resting_on(self, first: int, last: int) -> Scores:
        """What rests on one of these lines; of a single one also what speaks of it."""
        said = f"第{first}行" if first == last else None
        return np.array(
            [
                LINE if any(first <= line <= last for line in lines) else MORE if said and said in more else 0.0
                for lines, more in zip(self._lines, self._more, strict=True)
            ]
        )

    def _score(self, at: int, word: str, letters: bool) -> float:
        best = MORE if word in self._more[at] and (len(word) > 1 or not word.isascii()) else 0.0
        for position, name in enumerate(self._names[at]):
            score = _written(word, name) or (_sounded(word, self._spelt[at][position]) if letters else 0.0)
            best = max(best, score * (BY_OTHER_NAME if position else 1.0))
        return best


def _written(word: str, name: str) -> float:
    if word not in name:
        return 0.0
    if word == name:
        return EXACT
    longer = min(len(name) - len(word), 40) / 10
    return (START if name.startswith(word) else INSIDE) - longer


def _sounded(word: str, name: Spelling) -> float:
    if word in (name.initials, name.whole):
        return SPELT + 9
    if name.whole.startswith(word) or name.initials.startswith(word):
        return SPELT + 5
    if len(word) < LEAST_INSIDE:
        return 0.0
    if word in name.initials:
        return SPELT - 5
    at = name.whole.find(word)
    while at >= 0:
        if at in name.starts:
            return SPELT
        at = name.whole.find(word, at + 1)
    return 0.0


def _likeness(word: str, names: list[str]) -> Scores:
    from rapidfuzz import fuzz, process  # only a search that found nothing needs it

    whole = process.cdist([word], names, scorer=fuzz.ratio, dtype=np.float64)[0]
    part = process.cdist([word], names, scorer=fuzz.partial_ratio, dtype=np.float64)[0]
    longer = np.array([len(name) > len(word) for name in names])
    found: Scores = np.maximum(whole, np.where(longer, PART * part, 0.0))
    return found


def nearest(searched: Searched, names: Sequence[str], query: str, most: int = 3) -> list[str]:
    """The `names` of things that come nearest to a query that found nothing; a synonym of like spelling first.

    >>> nearest(Searched([Thing(("湘江七桥",))], {"GDP": ("生产总值",)}), ["湘江七桥"], "ＧＰＤ")
    ['GDP']
    """
    from rapidfuzz import fuzz

    alike = searched.alike(query)
    order = np.argsort(-alike, kind="stable")
    found = [word for word in searched.words if fuzz.ratio(folded(query), folded(word)) > SUGGESTED]
    found += [names[at] for at in order[: 2 * most] if alike[at] >= SUGGESTED]
    return list(dict.fromkeys(found))[:most]
