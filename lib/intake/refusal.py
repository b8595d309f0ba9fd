"""Why a whole file cannot be read: a code of `words.toml` with its particulars, and the sentence for it."""

from lib.intake.number import WORDS


class RefusedError(Exception):
    """The file is not read: a code of `words.toml` and its particulars."""

    def __init__(self, code: str, **particulars: object):
        super().__init__(code)
        self.code, self.particulars = code, particulars


def refusal(code: str, **particulars: object) -> str:
    """The sentence for a code of refusal."""
    return WORDS["refused"][code].format(**particulars)
