"""What lies in deploy/, set up on loopback: nginx as it is delivered, with ports, certificate and replicas of a test."""

import datetime
import re
import socket
import subprocess
import time
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.browser.gateway import NGINX
from tests.browser.steps import ROOT, free_port

DEPLOY = ROOT / "deploy"
AROUND = """
daemon off; master_process off; pid nginx.pid; error_log stderr;
events { worker_connections 4096; }
http {
  log_format upstream '$request_uri $upstream_addr'; access_log access.log upstream;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  default_type application/octet-stream;
  include plan.conf;
}
"""


def certificate(folder: Path) -> None:
    """tls.key and tls.crt for localhost, signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "tls.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "tls.crt").write_bytes(made.public_bytes(Encoding.PEM))


class Deployed:
    """nginx by deploy/nginx.conf in front of these replicas (their ports)."""

    def __init__(self, folder: Path, *replicas: int) -> None:
        self.folder, self.port, self.plain = folder, free_port(), free_port()
        self.url = f"https://localhost:{self.port}"
        given = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
        servers = "".join(f"    server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;\n" for port in replicas)
        changes = (
            (r"(    server 127\.0\.0\.1:\d+ [^\n]*\n)+", servers),
            ("listen 443 ", f"listen 127.0.0.1:{self.port} "),
            ("listen 80;", f"listen 127.0.0.1:{self.plain};"),
            (r"plan\.example\.gov\.cn", "localhost"),
            ("/etc/plan/", f"{folder}/"),
        )
        for before, after in changes:
            given, times = re.subn(before, after, given)
            assert times, before
        (folder / "plan.conf").write_text(given, encoding="utf-8")
        (folder / "nginx.conf").write_text(AROUND, encoding="utf-8")
        certificate(folder)
        self._words = [NGINX, "-p", str(folder), "-e", "stderr", "-c", "nginx.conf"]
        self.process: subprocess.Popen | None = None

    def checked(self) -> str:
        """What nginx says of the configuration."""
        return subprocess.run([*self._words, "-t"], capture_output=True, text=True).stderr

    def start(self) -> "Deployed":
        """Serve, once it answers."""
        self.process = subprocess.Popen(self._words, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("nginx does not answer")

    def holder(self) -> int:
        """The port of the replica that was asked last."""
        lines = (self.folder / "access.log").read_text(encoding="utf-8").split("\n")
        return int(next(line for line in reversed(lines) if ":" in line).rpartition(":")[2])

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)
