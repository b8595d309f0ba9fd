"""Which plan a session is about: the one that the server was started for, or of several that of the address."""

import streamlit as st

from lib import home
from lib.access.plans import HEADER
from lib.home import Home


def here() -> Home:
    """The plan of this session; of a server for one plan, that of the server, also without a session."""
    if home.several() is None:
        return home.here()
    return home.of_several(st.context.headers.get(HEADER) or "")


def page_of(path: str) -> str:
    """The page that the path of an address means, without the folder of the plan that may stand before it.

    >>> page_of("/indicators/")
    'indicators'
    """
    path = path.strip("/")
    if home.several() is not None:
        first, _, rest = path.partition("/")
        path = rest if first == st.context.headers.get(HEADER) else path
    return path
