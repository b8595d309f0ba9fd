"""A client that is no browser: it speaks the protocol of the websocket and says of itself what it likes."""

import socket
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect


@contextmanager
def calling(port: int, headers: dict[str, str] | None = None, host: str = "localhost", session: str = ""):
    """One session through a port of this machine: the client says that it asks for `host`, no Origin, whatever
    `headers` hold, and that it goes on with a `session`."""
    way = socket.create_connection(("127.0.0.1", port))
    address, options = (
        f"ws://{host}/_stcore/stream",
        {"subprotocols": ["streamlit", "none", session][: 3 if session else 1], "max_size": None, "proxy": None},
    )
    with connect(address, sock=way, additional_headers=headers, **options) as connection:
        yield Caller(connection)


class Caller:
    """A session of such a client."""

    def __init__(self, connection) -> None:
        self._socket = connection
        self.said: dict[str, str] = {}
        self.session = ""

    def open(self, page: str, query: str, pressed: str = "") -> list:
        """Run a page, with a button pressed by its id and with what was said (by id of the field); the elements that it
        shows."""
        message = BackMsg()
        run = message.rerun_script
        run.page_name, run.query_string = page, query
        for field, value in self.said.items():
            run.widget_states.widgets.add(id=field, string_value=value)
        if pressed:
            run.widget_states.widgets.add(id=pressed, trigger_value=True)
        self._socket.send(message.SerializeToString())
        return self._shown()

    def choose(self, page: str, query: str, label: str, value: str) -> None:
        """Choose a value where the page asks for one."""
        self.said[
            next(
                e.selectbox.id
                for e in self.open(page, query)
                if e.WhichOneof("type") == "selectbox" and e.selectbox.label == label
            )
        ] = value

    def press(self, page: str, query: str, label: str) -> str:
        """Press a button of a page by its label; the text of every message that the page then shows."""
        button = next(
            e.button.id for e in self.open(page, query) if e.WhichOneof("type") == "button" and e.button.label == label
        )
        return "\n".join(e.alert.body for e in self.open(page, query, button) if e.WhichOneof("type") == "alert")

    def _shown(self) -> list:
        """Elements until the script is done and no other run of it has begun."""
        shown = []
        while True:
            message = ForwardMsg.FromString(self._socket.recv(60))
            if message.WhichOneof("type") == "new_session":
                shown, self.session = [], message.new_session.initialize.session_id
            elif (
                message.WhichOneof("type") == "script_finished"
                and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            ):
                return shown
            elif message.WhichOneof("type") == "delta" and message.delta.HasField("new_element"):
                shown.append(message.delta.new_element)
