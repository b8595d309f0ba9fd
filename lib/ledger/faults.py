"""Why a ledger cannot be had; the messages are for people."""


class LedgerBusy(Exception):
    """Another program holds the ledger; the message says so to the user."""


class LedgerAway(LedgerBusy):
    """The database of the ledger does not answer; what was read of it before still holds."""


class LedgerBroken(Exception):
    """A ledger file cannot be opened or read, is not one, or its chain is broken; the message names it and the mend."""


class LedgerMissing(LedgerBroken):
    """The ledger that was asked for is not there: a share gone offline, or a slip in its name. It is not an empty one."""


class LedgerChanged(LedgerBroken):
    """What a ledger held is no longer in it: nothing more is written in it."""
