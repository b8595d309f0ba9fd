"""Working days: weekends, public holidays and the weekend days that are worked instead, as the State Council lays down
each year (package chinesecalendar); of years that it does not know, weekends alone."""

from datetime import date, timedelta

import chinese_calendar

LAST = max(chinese_calendar.holidays).year
"""The last year whose holidays are known."""


def worked(day: date) -> bool:
    """Whether a day is worked.

    >>> worked(date(2018, 10, 1)), worked(date(2018, 9, 29)), worked(date(2018, 10, 13)), worked(date(2999, 10, 1))
    (False, True, False, True)
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def falling(due: date) -> date:
    """The day on which something falls due that is due on a day: the next working day where that is none.

    >>> falling(date(2018, 10, 1)), falling(date(2018, 9, 29)), falling(date(9999, 12, 31))
    (datetime.date(2018, 10, 8), datetime.date(2018, 9, 29), datetime.date(9999, 12, 31))
    """
    day = due
    while not worked(day):
        if day == date.max:
            return due
        day += timedelta(days=1)
    return day


def known(day: date) -> bool:
    """Whether the holidays of a day's year are known.

    >>> known(date(2018, 1, 1)), known(date(2999, 1, 1))
    (True, False)
    """
    return date(min(chinese_calendar.holidays).year, 1, 1) <= day <= date(LAST, 12, 31)
