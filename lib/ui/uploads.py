"""Whose files the server keeps. Streamlit takes any file of up to `server.maxUploadSize` that an open session sends,
whether its page has a field for it or not, and keeps it in memory until the session ends; here that is bounded."""

import threading

from starlette.exceptions import HTTPException
from streamlit.runtime import Runtime, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

KEPT = 3
"""Files that are kept of one session: of more, the oldest go."""
TOTAL = 300_000_000
"""Bytes that are kept of all sessions together; beyond, a file is not taken."""


class Keeper:
    """Takes files in place of a manager of uploads: only from sessions to which a field is shown, the last few of each,
    and no more of all together than TOTAL."""

    def __init__(self, manager: MemoryUploadedFileManager):
        self.manager, self._add, self._remove = manager, manager.add_file, manager.remove_session_files
        self._allowed: dict[str, int] = {}
        self._lock = threading.Lock()

    def allow(self, session_id: str, most: int) -> None:
        """Take files of a session of up to `most` bytes each."""
        self._allowed[session_id] = max(most, self._allowed.get(session_id, 0))

    def refuse(self, session_id: str) -> None:
        """Take no files of a session."""
        self._allowed.pop(session_id, None)

    def add_file(self, session_id: str, file: UploadedFileRec) -> None:
        """Keep a file, or answer 403 (no field is shown to this session), 413 (larger than that takes) or 503 (too much
        is kept)."""
        with self._lock:
            if session_id not in self._allowed:
                raise HTTPException(403, "no upload is asked for in this session")
            if len(file.data) > self._allowed[session_id]:
                raise HTTPException(413, "File too large")
            own = [one for one in self.manager.file_storage.get(session_id, {}) if one != file.file_id]
            for old in own[: max(len(own) - KEPT + 1, 0)]:
                self.manager.remove_file(session_id, old)
            kept = sum(
                len(one.data) for files in list(self.manager.file_storage.values()) for one in list(files.values())
            )
            if kept + len(file.data) > TOTAL:
                raise HTTPException(503, "too many uploads are kept")
            self._add(session_id, file)

    def remove_session_files(self, session_id: str) -> None:
        """Forget a session that has ended, and its files."""
        with self._lock:
            self.refuse(session_id)
            self._remove(session_id)


def guard() -> Keeper | None:
    """Put a keeper before the server's manager of uploads, once; None where no server runs (tests of pages)."""
    if not Runtime.exists():
        return None
    manager = get_instance().uploaded_file_mgr
    keeper: Keeper | None = getattr(manager, "keeper", None)
    if keeper is None and isinstance(manager, MemoryUploadedFileManager):
        keeper = Keeper(manager)
        vars(manager).update(keeper=keeper, add_file=keeper.add_file, remove_session_files=keeper.remove_session_files)
    return keeper


def allow(most: int) -> None:
    """A field is shown to this session that takes files of up to `most` bytes: they are kept."""
    if (keeper := guard()) and (run := get_script_run_ctx()):
        keeper.allow(run.session_id, most)


def refuse() -> None:
    """No field is shown to this session: its files are not taken."""
    if (keeper := guard()) and (run := get_script_run_ctx()):
        keeper.refuse(run.session_id)
