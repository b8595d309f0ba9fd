"""`digest --mail`: a unit's digest through a server on this machine; without one, and without an address, nothing goes
out."""

import email
import email.policy
import json
import os
import socketserver
import threading
from pathlib import Path

import pytest

from lib.ledger.permission import ADMIN, Person
from lib.ledger.record import entry
from tests.homes import ledger_at
from tests.test_cli import run  # noqa: F401 - a fixture

CALL = ("digest", "--unit", "示例局", "--year", "2018", "--day", "2018-10-09", "--mail")


class Sink(socketserver.StreamRequestHandler):
    """As much of a server of mail as takes a message, or refuses those to a certain one."""

    def handle(self):
        self.say("220 sink")
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "QUIT":
                return self.say("221 bye")
            if word == "DATA":
                self.say("354 go on")
                body = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    body += part.removeprefix(b".") if part.startswith(b"..") else part
                self.server.taken.append(body)
            self.say("550 no such box" if word == "RCPT" and "nobody" in line else "250 fine")
        return None

    def say(self, text):
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def sink():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Sink) as server:
        server.daemon_threads, server.taken = True, []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def plan(data_copy, monkeypatch):
    """Writes the settings of mail into a copy of the plan and makes it the one that is open."""
    monkeypatch.setenv("PLAN_HOME", str(data_copy.parent))

    def write(text):
        path = data_copy / "plan.toml"
        path.write_text(f"{path.read_text('utf-8')}\n[mail]\n{text}\n", "utf-8")

    return write


def unit(mail):
    own = ledger_at(Path(os.environ["PLAN_LEDGER"]))
    own.write([entry("unit_set", {"name": "示例局", "mail": mail})], Person("示例甲", ADMIN))
    item = {"title": "补报漏项", "unit": "示例局", "due": "2018-10-12"}
    own.write([entry("supervision_opened", item)], Person("示例甲", ADMIN))


def test_a_digest_goes_to_the_units_address_as_a_page_with_its_days(run, plan, sink, tmp_path, monkeypatch):  # noqa: F811
    plan(f'host = "127.0.0.1"\nport = {sink.server_address[1]}\nsender = "ghb@example.cn"')
    unit("sl@example.cn")
    monkeypatch.setenv("PLAN_LOG", str(tmp_path / "log"))
    status, out, err = run(*CALL)
    assert (status, err) == (0, "") and "已发给示例局（sl@example.cn）" in out
    [raw] = sink.taken
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert (mail["To"], mail["From"], mail["Subject"]) == ("sl@example.cn", "ghb@example.cn", "示例局待办周报")
    assert "补报漏项" in mail.get_body(("html",)).get_content() and "待办" in mail.get_body(("plain",)).get_content()
    page, days = mail.iter_attachments()
    assert page.get_filename() == "待办-示例局.html" and days.get_filename() == "待办-示例局.ics"
    assert "DTSTART;VALUE=DATE:20181012" in days.get_content()
    [line] = [json.loads(one) for one in (tmp_path / "log").read_text("utf-8").splitlines()]
    assert (line["event"], line["unit"]) == ("mail", "示例局") and "补报" not in str(line)


def test_what_the_server_refuses_is_said_in_chinese(run, plan, sink):  # noqa: F811
    plan(f'host = "127.0.0.1"\nport = {sink.server_address[1]}\nsender = "ghb@example.cn"')
    unit("nobody@example.cn")
    status, _, err = run(*CALL)
    assert status == 1 and "不收这个收件人" in err and not sink.taken


def test_a_server_that_is_not_there_is_said(run, plan, sink):  # noqa: F811
    plan('host = "127.0.0.1"\nport = 9\nsender = "ghb@example.cn"')
    unit("sl@example.cn")
    status, _, err = run(*CALL)
    assert status == 1 and "连不上邮件服务器" in err


def test_without_a_server_or_an_address_nothing_is_sent(run, plan):  # noqa: F811
    unit("")
    status, _, err = run(*CALL)
    assert status == 2 and "没有配置邮件服务器" in err
    plan('host = "127.0.0.1"\nsender = "ghb@example.cn"')
    status, _, err = run(*CALL)
    assert status == 2 and "没有登记示例局的邮箱" in err


def test_settings_that_cannot_work_stop_with_a_sentence(run, plan):  # noqa: F811
    plan('host = "127.0.0.1"\nport = 25\nsecurity = "ssl3"\nsender = "ghb@example.cn"')
    status, _, err = run(*CALL)
    assert status == 2 and "[mail] security" in err and "starttls" in err


def test_an_address_that_is_none_is_not_registered(run):  # noqa: F811
    with pytest.raises(Exception, match="应为一个邮箱地址"):
        unit("sl@example.cn, all@example.cn")
