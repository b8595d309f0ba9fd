"""secrets.toml fails closed: whatever is not understood stops the start with a sentence, and nobody gets a role
meanwhile."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from lib.access.settings import KEYS, KINDS, PROVIDER, Settings, read

ROOT = Path(__file__).resolve().parents[2]
SECRET = "0123456789abcdef" * 2
PROVIDED = 'client_id = "plan"\nclient_secret = "x"\nserver_metadata_url = "https://id.example.invalid/.well-known/openid-configuration"\n'
COOKIE = f'redirect_uri = "https://plan.example.invalid/oauth2callback"\ncookie_secret = "{SECRET}"\n'
AUTH = f"[auth]\n{COOKIE}{PROVIDED}"


def written(tmp_path, text: str) -> Path:
    path = tmp_path / "secrets.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "",
        'plan_text = "C:/规划.txt"\n[map]\nstyle = "/app/static/style.json"',
        f'{AUTH}client_kwargs = {{scope = "openid email"}}\nlabel = "门户"\n[access]\nadmins = ["a@x"]\nclaim = "sub"\nhours = 0.5',
        '[access]\ntrusted_header = "X-Account"\nadmins = ["a", "b"]',
        f'[auth]\n{COOKIE}[auth.portal]\nlabel = "门户"\n{PROVIDED}[auth.second]\n{PROVIDED}',
        AUTH.replace("https://plan.example.invalid/", "http://localhost:{port}/"),
    ],
)
def test_settings_as_the_readme_has_them_are_taken(tmp_path, text):
    assert read([str(written(tmp_path, text)), str(tmp_path / "none.toml")]).faults == ()


@pytest.mark.parametrize(
    ("text", "names", "nearest"),
    [
        # sections and keys that are nearly right
        ('[acces]\nadmins = ["a"]', "[acces]", "[access]"),
        (AUTH.replace("[auth]", "[Auth]"), "[Auth]", "[auth]"),
        ('[access]\ntrusted-header = "X-Account"', "[access] 的 trusted-header", "[access] 的 trusted_header"),
        ('[access]\nTrusted_Header = "X-Account"', "[access] 的 Trusted_Header", "[access] 的 trusted_header"),
        ('admins = ["a"]', "admins", "[access] 的 admins"),
        ('[map]\nstyel = "x"', "[map] 的 styel", "[map] 的 style"),
        ('plan-text = "x"', "plan-text", "plan_text"),
        ('PLAN_ALONE = "1"', "PLAN_ALONE", ""),
        (
            f"[auth]\n{COOKIE}[auth.portal]\n{PROVIDED.replace('client_id', 'clientid')}",
            "[auth.portal] 的 clientid",
            "[auth.portal] 的 client_id",
        ),
        (f"{AUTH}[auth.client_kwarg]\nscope = 'openid'", "[auth.client_kwarg]", "[auth] 的 client_kwargs"),
        # empty, of the wrong kind, left out, left as in the example
        (f'{AUTH}[access]\nadmins = "chief@example.invalid"', "[access] 的 admins", ""),
        (f"{AUTH}[access]\nadmins = []", "[access] 的 admins", ""),
        (f'{AUTH}[access]\nadmins = ["a", 1]', "[access] 的 admins", ""),
        (f'{AUTH}[access]\nadmins = ["a "]', "[access] 的 admins", ""),
        ('[access]\ntrusted_header = ""\nadmins = ["a"]', "[access] 的 trusted_header", ""),
        ("[access]\ntrusted_header = true", "[access] 的 trusted_header", ""),
        ('[access]\nclaim = " "', "[access] 的 claim", ""),
        *(
            (f"[access]\nhours = {hours}", "[access] 的 hours", "")
            for hours in ("0", "-1", "721", "true", '"12"', "nan", "inf")
        ),
        ('access = "a"', "小节 [access]", ""),
        ('[[access]]\nclaim = "sub"', "小节 [access]", ""),
        ('[map]\nstyle = ""', "[map] 的 style", ""),
        ("plan_text = 1", "plan_text", ""),
        ("[auth]", "[auth] 的 cookie_secret", ""),
        (f"[auth]\n{COOKIE}", "[auth] 的 client_id", ""),
        (f"[auth]\n{COOKIE}[auth.my_portal]\n{PROVIDED}", "[auth.my_portal]", ""),
        (AUTH.replace("https://id.example", "https://认证平台.example"), "[auth] 的 server_metadata_url", ""),
        (AUTH.replace("/oauth2callback", "/"), "[auth] 的 redirect_uri", ""),
        *(
            (AUTH.replace(SECRET, secret), "[auth] 的 cookie_secret", "")
            for secret in ("", SECRET[:31], "a" * 64, "一串随机的长字符" * 8, f"{SECRET} {SECRET}")
        ),
        ('[access]\nadmins = ["a"]', "admins", ""),
    ],
)
def test_what_is_not_understood_is_named_with_the_nearest_right_key(tmp_path, text, names, nearest):
    given = read([str(written(tmp_path, text))])
    told = "\n".join(given.faults)
    assert names in told
    assert not nearest or f"最接近的是 {nearest}。" in told
    assert SECRET not in told, "no value is told"
    assert given == Settings({}, given.faults), "nothing of it holds"


def test_the_example_of_the_readme_is_refused_until_its_secret_is_made(tmp_path):
    example = re.search(r"```toml\n(\[access\].*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1]
    assert any("cookie_secret" in fault for fault in read([str(written(tmp_path, example))]).faults)
    filled = re.sub('cookie_secret = ".*?"', f'cookie_secret = "{SECRET}"', example).replace('"…"', '"x"')
    filled = filled.replace("本看板的地址", "plan.example.invalid").replace("认证平台/", "id.example.invalid/")
    assert read([str(written(tmp_path, filled))]).faults == ()


def test_the_readme_has_every_key():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for key in KEYS:
        section = {"": "文件开头", PROVIDER: "`[auth]` 或 `[auth.名字]`"}.get(key.section, f"`[{key.section}]`")
        assert f"| {section} | `{key.name}` | {key.meaning} | {KINDS[key.kind][1]} |" in text


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes("[access]\nclaim = '账号'".encode("gb18030")),
        lambda path: path.write_text("[access\n", encoding="utf-8"),
        lambda path: path.write_text('\ufeff[access]\nclaim = "sub"', encoding="utf-8"),
        lambda path: path.mkdir(),
    ],
)
def test_a_file_that_cannot_be_read_stops_too(tmp_path, spoil):
    spoil(tmp_path / "secrets.toml")
    (fault,) = read([str(tmp_path / "secrets.toml")]).faults
    assert "secrets.toml" in fault
    assert "UTF-8" in fault or "读不了" in fault


def test_a_change_of_the_file_is_seen_at_once(tmp_path):
    path = written(tmp_path, '[map]\nstyle = "x"')
    assert read([str(path)]).get("style", "map") == "x"
    path.write_text('[map]\nstyle = "longer"', encoding="utf-8")
    assert read([str(path)]).get("style", "map") == "longer"
    path.unlink()
    assert read([str(path)]).get("style", "map") == ""


def test_the_server_does_not_start_with_wrong_settings(tmp_path):
    wrong = written(tmp_path, '[access]\ntrusted-header = "X-Account"\nadmins = "chief"')
    done = subprocess.run(
        [sys.executable, "-m", "lib.serve", "--no-browser", "--port", "0", "--secrets.files", str(wrong)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert (
        "看板没有启动" in done.stderr
        and "最接近的是 [access] 的 trusted_header" in done.stderr
        and "[access] 的 admins 要写成" in done.stderr
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("page", ["monitor/overview", "cycle/entry", "cycle/people"])
def test_every_page_of_a_plain_streamlit_run_says_so_and_shows_nothing_else(tmp_path, page):
    before = config.get_option("secrets.files")
    config.set_option("secrets.files", [str(written(tmp_path, '[acces]\nadmins = ["a"]'))])
    try:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
        test.switch_page(f"pages/{page}.py").run()
    finally:
        config.set_option("secrets.files", before)
    (error,) = test.error
    assert "最接近的是" in error.value and "acces" in error.value
    assert not test.header and not test.button and not test.exception
