"""What lies in deploy/ works as it stands: nginx lets through what is needed and nothing else, units and scripts call
what there is."""

import http.client
import os
import re
import shutil
import ssl
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from lib.__main__ import main
from lib.ledger import file as ledger
from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from tests.browser.gateway import NGINX
from tests.browser.steps import ROOT
from tests.deployed import DEPLOY, Deployed
from tests.homes import ledger_at

TRUSTING = ssl._create_unverified_context()
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))


@pytest.fixture(scope="module")
def replicas():
    """Two servers that say who they are and what they were sent."""

    class Echo(BaseHTTPRequestHandler):
        def do_GET(self):
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            body = f"{self.server.server_port} {self.headers.get('X-Account')} {self.headers['Host']}".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_GET

        def log_message(self, *_):
            pass

    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Echo) for _ in range(2)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    yield servers
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def deployed(replicas, tmp_path_factory):
    if not NGINX and not os.environ.get("REQUIRE_BROWSER"):
        pytest.skip("no nginx: apt-get install nginx-light")
    gate = Deployed(tmp_path_factory.mktemp("deployed"), *(server.server_port for server in replicas)).start()
    yield gate
    gate.stop()


def asked(gate, path, method="GET", body=None, **headers) -> tuple[int, dict[str, str], str]:
    con = http.client.HTTPSConnection("localhost", gate.port, timeout=20, context=TRUSTING)
    try:
        con.request(method, path, body, headers)
        answer = con.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode(errors="replace")
    finally:
        con.close()


def test_the_configuration_of_nginx_is_sound(deployed):
    said = deployed.checked()
    assert "test is successful" in said and "warn" not in said, said


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/indicators?area=x&year=2017", 200),
        ("/static/js/index.js", 200),
        ("/media/x.pptx", 200),
        ("/auth/login", 200),
        ("/oauth2callback?code=x", 200),
        ("/_stcore/stream", 200),
        ("/_stcore/health", 200),
        ("/_stcore/upload_file/session/file", 200),
        ("/_stcore/metrics", 404),
        ("/_stcore/agent/openapi.json", 404),
        ("/_stcore/script-health-check", 404),
        ("/ready", 404),
        ("/data/plan.toml", 404),
        ("/.git/config", 404),
        ("/app.py", 404),
        ("/static/../data/plan.toml", 404),
    ],
)
def test_only_what_the_framework_needs_is_there(deployed, path, status):
    assert asked(deployed, path)[0] == status


def test_who_somebody_is_cannot_be_said_from_outside_and_the_name_of_the_site_goes_along(deployed):
    body = asked(deployed, "/", **{"X-Account": "chief@example.cn"})[2]
    assert body.endswith(f" None localhost:{deployed.port}")


def test_big_bodies_are_for_uploads_only(deployed):
    assert asked(deployed, "/indicators", "PUT", b"x" * 200_000)[0] == 413
    assert asked(deployed, "/_stcore/upload_file/session/file", "PUT", b"x" * 200_000)[0] == 200


def test_plain_http_is_sent_on_to_tls(deployed):
    con = http.client.HTTPConnection("localhost", deployed.plain, timeout=20)
    con.request("GET", "/indicators")
    answer = con.getresponse()
    assert answer.status == 301 and answer.headers["Location"] == "https://localhost/indicators"
    con.close()
    assert "max-age" in asked(deployed, "/")[1]["Strict-Transport-Security"]


def test_a_person_stays_with_a_replica_and_people_are_spread(deployed):
    seen = {}
    for _ in range(30):
        _, headers, body = asked(deployed, "/")
        given = headers["Set-Cookie"]
        assert {"Secure", "HttpOnly"} <= set(given.split("; "))
        cookie = given.partition(";")[0]
        again = [asked(deployed, "/", Cookie=cookie) for _ in range(3)]
        assert {answer[2] for answer in again} == {body} and "Set-Cookie" not in again[0][1]
        seen.setdefault(body, cookie)
    assert len(seen) == 2


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("name", UNITS)
def test_systemd_takes_the_units(tmp_path, name):
    for path in DEPLOY.glob("plan*"):
        text = path.read_text(encoding="utf-8").replace("/opt/plan/.venv/bin/python", "/bin/true")
        (tmp_path / path.name.replace("@.", "@8601.")).write_text(text, encoding="utf-8")
    own = tmp_path / name.replace("@.", "@8601.")
    timer = own.with_suffix(".timer")
    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", own, *([timer] if timer.exists() else [])],
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0 and not found.stderr, found.stderr


@pytest.mark.parametrize("name", UNITS)
def test_units_call_what_there_is_and_may_do_little(name):
    text = (DEPLOY / name).read_text(encoding="utf-8")
    for called in re.findall(r"/opt/plan/(deploy/\S+)", text):
        assert (ROOT / called).is_file()
    assert "User=plan" in text and "User=root" not in text
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=", "PrivateTmp=yes"):
        assert f"\n{line}\n" in text


def run(script, *words):
    path = os.environ | {"PLAN_HOME": str(ROOT)}
    return subprocess.run(["sh", DEPLOY / script, *words], cwd=ROOT, env=path, capture_output=True, text=True)


@pytest.fixture
def book():
    book = ledger_at()
    book.write([entry("unit_set", {"name": "示例一局"})], Person("示例甲", ADMIN))
    return book


def test_the_nightly_backup_is_one_and_old_ones_go_but_never_the_last(book, tmp_path):
    for number in range(14):
        old = tmp_path / f"ledger-20150101-0000{number:02}.duckdb"
        old.touch()
        os.utime(old, (0, 0))
        old.with_name(f"{old.stem}-files").mkdir()
    done = run("backup.sh", tmp_path)
    assert done.returncode == 0, done.stderr
    kept = sorted(tmp_path.glob("ledger-*.duckdb"))
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} <= {f"{path.stem}-files" for path in kept}
    assert len(kept) == 10 and ledger.read(kept[-1]).records == book.records()


def test_the_digest_of_each_unit_is_written_and_a_wrong_name_told(book, tmp_path):
    (tmp_path / "units.txt").write_text("没有的局\n示例一局", encoding="utf-8")
    done = run("digest.sh", tmp_path / "units.txt", tmp_path / "digests")
    assert done.returncode == 1 and "没有的局" in done.stderr
    assert [path.name for path in (tmp_path / "digests").iterdir()] == ["示例一局.docx"]


MANUAL = (DEPLOY / "README.md").read_text(encoding="utf-8")
SAID = re.findall(r"^\| (?:“[^”]+”)", MANUAL, re.MULTILINE)


def test_every_sentence_that_the_manual_explains_is_one_that_the_product_says():
    said = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("lib/**/*.py"))
    explained = [row.removeprefix("| “").removesuffix("”") for row in SAID]
    assert explained and [one for one in explained if one not in said] == []


def test_every_command_and_file_of_the_manual_is_there():
    text = MANUAL + (DEPLOY / "windows.md").read_text(encoding="utf-8")
    for word in sorted(set(re.findall(r"python -m lib (\w+)", text))):
        with pytest.raises(SystemExit) as told:
            main([word, "--help"])
        assert told.value.code == 0, word
    files = set(re.findall(r"`((?:plan|backup|digest|nginx|postgres|windows)[\w@.-]*\.\w+)`", MANUAL))
    assert len(files) > 5 and {name for name in files if not (DEPLOY / name).is_file()} == set()
