"""When a record was made, for people: the ledger keeps UTC."""

from datetime import UTC, datetime

APART = 120.0
"""Seconds by which the clocks of two machines may differ."""


def now() -> str:
    """This moment as a record says it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def local(at: str) -> datetime:
    """The time of a record as it is read here: UTC in the zone of this machine, another one as it was written.

    >>> f"{local('2018-01-02T03:04:05+08:00'):%d日%H:%M}"
    '02日03:04'
    """
    time = datetime.fromisoformat(at)
    return time if time.utcoffset() else time.astimezone()


def day(at: str) -> str:
    """The day (YYYY-MM-DD) on which a record was made, as it is here.

    >>> day("2018-01-02T03:04:05+08:00")
    '2018-01-02'
    """
    return f"{local(at):%Y-%m-%d}"


def moment(at: str) -> str:
    """The time of a record for people, to the minute, with its zone.

    >>> moment("2018-01-02T03:04:05+08:00")
    '2018-01-02 03:04（UTC+8）'
    """
    time = local(at)
    zone = f"{time:%z}"
    hours, minutes = f"{zone[:1]}{int(zone[1:3])}", zone[3:5]
    return f"{time:%Y-%m-%d %H:%M}（UTC{hours}{'' if minutes == '00' else f':{minutes}'}）"


def set_back(last: str, at: str) -> bool:
    """Whether a record is made too long before the `last` one for two clocks that only differ.

    >>> set_back("2018-01-02T08:00:00+08:00", "2018-01-02T00:00:30+00:00"), set_back("2018-01-02T08:00:00+08:00", "2018-01-01T00:00:00+00:00")
    (False, True)
    """
    return (local(last) - local(at)).total_seconds() > APART
