"""What stands between a browser and the product elsewhere: an identity provider of its own, a reverse proxy, a
forwarded port."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

from tests.browser.steps import answered, free_port

STYLES = "https://cdn.jsdelivr.net/"
"""Where the form of the provider takes its looks from: not ours, and not to be asked."""
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")
CONFIGURATION = """
daemon off; master_process off; pid nginx.pid; error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  map $http_upgrade $connection_upgrade { default upgrade; '' close; }
  server {
    listen 127.0.0.1:PORT;
    location / {
      proxy_pass http://127.0.0.1:TO; proxy_http_version 1.1;
      proxy_set_header Host $host; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;
    }
  }
}
"""
"""As in the guides to put Streamlit behind nginx: it says nothing of the one for whom it asks."""


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


class Nginx:
    """A real nginx in front of a server of this machine."""

    def __init__(self, port: int, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        (folder / "nginx.conf").write_text(
            CONFIGURATION.replace("PORT", str(self.port)).replace("TO", str(port)), encoding="utf-8"
        )
        self.process = subprocess.Popen(
            [NGINX, "-p", str(folder), "-e", "stderr", "-c", "nginx.conf"], stderr=subprocess.DEVNULL
        )
        answered(self.process, f"{self.url}/_stcore/health")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


class Forward:
    """A forwarded port, as by ssh or a container: the bytes pass as they are."""

    def __init__(self, port: int) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
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
        with client, socket.create_connection(("localhost", self._to)) as server:
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
