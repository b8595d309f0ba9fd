"""What stands between a browser and the product elsewhere: an identity provider of its own, and a reverse proxy."""

import json
import socket
import subprocess
import sys
import threading

from tests.browser.steps import answered, free_port

STYLES = "https://cdn.jsdelivr.net/"
"""Where the form of the provider takes its looks from: not ours, and not to be asked."""


class Provider:
    """An OpenID provider, a process of its own, that knows these accounts by their e-mail."""

    def __init__(self, *accounts: dict) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        known = [
            part for claims in accounts for part in ("--user-claims", json.dumps({"sub": claims["email"]} | claims))
        ]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "oidc_provider_mock", "--port", str(self.port), "--host", "localhost", *known],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        answered(self.process, f"{self.url}/.well-known/openid-configuration")

    def secrets(self, *admins: str) -> str:
        """The settings of a product that signs in here."""
        return (
            f"[access]\nadmins = {json.dumps(admins)}\n[auth]\n"
            f'redirect_uri = "http://localhost:{{port}}/oauth2callback"\ncookie_secret = "{"0123456789abcdef" * 4}"\n'
            f'client_id = "plan"\nclient_secret = "only-for-tests"\nserver_metadata_url = "{self.url}/.well-known/openid-configuration"\n'
        )

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


class Proxy:
    """A reverse proxy in front of a server of this machine: it says for whom it asks, as every one does."""

    def __init__(self, port: int) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://localhost:{self._listener.getsockname()[1]}"
        self._to = port
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        """One connection: the header goes into its first request, hence into every websocket; the rest passes as it
        is."""
        with client, socket.create_connection(("localhost", self._to)) as server:
            head, _, rest = client.recv(65536).partition(b"\r\n")
            server.sendall(head + b"\r\nX-Forwarded-For: 10.1.2.3\r\n" + rest)
            back = threading.Thread(target=_pump, args=(server, client), daemon=True)
            back.start()
            _pump(client, server)
            back.join()

    def stop(self) -> None:
        self._listener.close()


def _pump(origin: socket.socket, to: socket.socket) -> None:
    try:
        while data := origin.recv(65536):
            to.sendall(data)
        to.shutdown(socket.SHUT_WR)
    except OSError:
        pass
