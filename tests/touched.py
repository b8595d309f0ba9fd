"""Which keys of the session and of the address pages touch: only through these can one page reach another."""

from collections import defaultdict

import pytest
from streamlit.runtime.state import QueryParamsProxy, SessionStateProxy
from streamlit.runtime.state.safe_session_state import SafeSessionState

READS = ((SafeSessionState, "__getitem__ __contains__"), (QueryParamsProxy, "__getitem__ __getattr__ get_all"))
WRITES = (
    (SafeSessionState, "__setitem__ __delitem__"),
    (QueryParamsProxy, "__setitem__ __delitem__ __setattr__ __delattr__"),
)
AT_LARGE = (
    (SessionStateProxy, "__iter__ __len__ __str__ to_dict"),
    (QueryParamsProxy, "__iter__ __len__ __str__ to_dict from_dict update clear"),
)
"""What names no key: after it nobody could say what a page shares with others, so that a page that does it fails."""


class Touched:
    """The keys that each page uses, and those under which it leaves something. `page` is the one that runs now."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.page = ""
        self.used, self.left = defaultdict(set), defaultdict(set)
        for ways, leaves in ((READS, False), (WRITES, True)):
            for owner, names in ways:
                for name in names.split():
                    patch.setattr(owner, name, self._noting(getattr(owner, name), leaves))
        for owner, names in AT_LARGE:
            for name in names.split():
                patch.setattr(owner, name, self._refused)
        drawn = SafeSessionState.register_widget

        def register(state, metadata, user_key):
            self._note(user_key or metadata.id, True)
            return drawn(state, metadata, user_key)

        patch.setattr(SafeSessionState, "register_widget", register)

    def _note(self, key: str, leaves: bool) -> None:
        self.used[self.page].add(key)
        if leaves:
            self.left[self.page].add(key)

    def _noting(self, real, leaves: bool):
        def noting(owner, key, *values):
            self._note(key, leaves)
            return real(owner, key, *values)

        return noting

    def _refused(self, *values, **more):
        raise AssertionError(f"{self.page} looks at keys that it does not name")
