"""`.streamlit/secrets.toml`: what may stand there. Whatever is not understood stops the start: a slip of the pen must
never open a door."""

import difflib
import functools
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

NAME = "secrets.toml"
BACKSLASH = "Windows 的路径含反斜杠，要用单引号，如 plan_text = 'C:\\规划.txt'。"
PROVIDER = "auth.*"
"""The section of one identity provider among several: `[auth.门户]`. Its keys may also stand in `[auth]` itself."""
SHORTEST, VARIED = 32, 8
"""Characters of a secret, and how many different ones at least."""
LONGEST_SIGN_IN = 720
"""Hours: how long the sign-in cookie of Streamlit itself is valid."""


class Key(NamedTuple):
    """One key: its section (empty: at the head of the file), name, kind of value (of KINDS) and meaning."""

    section: str
    name: str
    kind: str
    meaning: str
    required: bool = False
    default: Any = ""


KEYS = (
    Key("", "plan_text", "text", "规划正文的文件；页面在引用下显示原文"),
    Key("access", "admins", "texts", "始终是管理员的账号", default=()),
    Key(
        "access",
        "claim",
        "text",
        "用身份认证的哪一项作账号，默认 email；邮箱须经认证平台验证（email_verified 为 true）",
        default="email",
    ),
    Key("access", "hours", "hours", "登录一次用多少小时，默认12", default=12),
    Key("access", "trusted_header", "header", "政务网关放账号的请求头；不用网关就不写"),
    Key("auth", "redirect_uri", "callback", "本看板的网址，后面加 /oauth2callback", True),
    Key("auth", "cookie_secret", "secret", "给登录状态签名的密钥", True),
    Key(PROVIDER, "client_id", "text", "在认证平台登记的名称", True),
    Key(PROVIDER, "client_secret", "text", "在认证平台登记的密钥", True),
    Key(PROVIDER, "server_metadata_url", "url", "认证平台的配置地址", True),
    Key(PROVIDER, "client_kwargs", "table", "另外交给认证平台的参数"),
    Key(PROVIDER, "label", "text", "登录按钮上的名字"),
    Key("map", "style", "text", "底图样式文件的地址"),
)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value == value.strip() and value.strip("….") != ""


def _secret(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(rf"[!-~]{{{SHORTEST},}}", value)) and len(set(value)) >= VARIED


def _url(value: object) -> bool:
    try:
        return (
            isinstance(value, str)
            and value.isascii()
            and re.match(r"https?://", value) is not None
            and bool(urlsplit(value).hostname)
        )
    except ValueError:
        return False


KINDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "text": (_is_text, "引号中的文字，不能为空或只有“…”，首尾没有空格"),
    "texts": (
        lambda v: isinstance(v, list) and v != [] and all(map(_is_text, v)),
        '方括号中的名单，不能为空，如 ["zhang@example.gov.cn"]',
    ),
    "hours": (lambda v: type(v) in (int, float) and 0 < v <= LONGEST_SIGN_IN, f"大于0、不超过{LONGEST_SIGN_IN}的数"),
    "header": (
        lambda v: isinstance(v, str) and re.fullmatch("[A-Za-z0-9-]+", v) is not None,
        '请求头的名字，如 "X-Account"',
    ),
    "url": (_url, "以 https:// 或 http:// 开头的网址，只用英文字符"),
    "callback": (
        lambda v: _url(v) and v.endswith("/oauth2callback"),
        "以 /oauth2callback 结尾的完整网址，只用英文字符",
    ),
    "secret": (
        _secret,
        f'至少{SHORTEST}个随机的英文字符；可用 python -c "import secrets; print(secrets.token_hex(32))" 生成',
    ),
    "table": (lambda v: isinstance(v, Mapping) and bool(v), "大括号中的一组参数"),
}
"""What a value must be, and how that is said."""
KNOWN = {key.name for key in KEYS if key.section == PROVIDER}
SECTIONS = {key.section for key in KEYS} - {"", PROVIDER}
Stamp = tuple[int, ...]
"""Changes whenever a file does; empty for one that cannot be looked at."""


class Settings(NamedTuple):
    """The values by section; or, where anything is wrong, none at all and the sentences that say what."""

    values: Mapping[str, Any] = {}
    faults: tuple[str, ...] = ()

    def get(self, name: str, section: str = "") -> Any:
        """One value, or the default of its key."""
        default = next(key.default for key in KEYS if (key.section, key.name) == (section, name))
        return (self.values.get(section, {}) if section else self.values).get(name, default)

    @property
    def sign_in(self) -> bool:
        """Whether people sign in at an identity provider."""
        return "auth" in self.values

    @property
    def secure(self) -> bool:
        """Whether people who sign in come over TLS."""
        return self.sign_in and self.values["auth"]["redirect_uri"].startswith("https:")

    def providers(self) -> dict[str | None, str]:
        """The identity providers: the name of the section (None: there is only one, in `[auth]`), and the label (may be
        empty)."""
        auth = self.values.get("auth", {})
        return {name: part.get("label", name) for name, part in auth.items() if _is_provider(name, part)} or {
            None: auth.get("label", "")
        }


def read(files: Sequence[str]) -> Settings:
    """The settings in these files as they are now; a later file replaces whole sections of an earlier one, as Streamlit
    reads them."""
    return _read(tuple((file, _stamp(file)) for file in files))


@functools.lru_cache(maxsize=4)
def _read(stamped: tuple[tuple[str, Stamp | None], ...]) -> Settings:
    given: dict[str, Any] = {}
    try:
        for file, stamp in stamped:
            if stamp is not None:
                given |= tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        return Settings(
            {},
            (
                f"{file} 写法有误{f'，在第{place[1]}行' if place else ''}：请对照README“登录与角色”的例子改正，存为不带BOM的UTF-8。{BACKSLASH}",
            ),
        )
    except UnicodeDecodeError:
        return Settings({}, (f"{file} 不是UTF-8编码：请另存为UTF-8（不带BOM）。",))
    except OSError as error:
        return Settings({}, (f"读不了 {file}（{error.strerror}）：请让启动看板的账户能够读它；不需要它就删除。",))
    wrong = faults(given)
    return Settings({} if wrong else given, tuple(wrong))


def _stamp(file: str) -> Stamp | None:
    try:
        seen = Path(file).stat()
    except FileNotFoundError:
        return None
    except OSError:
        return ()
    return seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size


def faults(given: Mapping[str, Any]) -> list[str]:
    """What is wrong with settings, a sentence each; none says a value, which may be secret.

    >>> faults({"access": {"trusted-header": "X-Account"}})
    ['secrets.toml 中不认识 [access] 的 trusted-header；最接近的是 [access] 的 trusted_header。']
    >>> faults({"access": {"trusted_header": "X-Account", "admins": ["a@x"]}, "map": {"style": "/app/static/style.json"}})
    []
    """
    found: list[str] = []
    for name, value in given.items():
        if name not in SECTIONS:
            found += _checked("", name, value, ("",))
        elif not isinstance(value, Mapping):
            found.append(f"{NAME} 中 {name} 要写成小节 [{name}]。")
        else:
            found += _section(name, value)
    if "admins" in _mapping(given, "access") and "auth" not in given and "trusted_header" not in given["access"]:
        found.append(
            f"{NAME} 写了 [access] 的 admins，却没有配置登录（[auth]，或 [access] 的 trusted_header）：认不出谁是管理员。"
        )
    return found


def _section(section: str, values: Mapping[str, Any]) -> Iterator[str]:
    """The faults of one section and of the providers in it."""
    named = {name: part for name, part in values.items() if section == "auth" and _is_provider(name, part)}
    allowed = (section, PROVIDER) if section == "auth" else (section,)
    for name, value in values.items():
        if name not in named:
            yield from _checked(section, name, value, allowed)
    yield from _missing(section, values, (section,) if named else allowed)
    for name, part in named.items():
        if "_" in name or name == "default":
            yield f"{NAME} 中 [auth.{name}] 的名字不能含下划线，也不能是 default。"
        for key, value in part.items():
            yield from _checked(f"auth.{name}", key, value, (PROVIDER,))
        yield from _missing(f"auth.{name}", part, (PROVIDER,))


def _checked(section: str, name: str, value: object, allowed: Sequence[str]) -> Iterator[str]:
    """Whether a key is known in one of the `allowed` sections and its value of the right kind."""
    key = next((key for key in KEYS if key.name == name and key.section in allowed), None)
    if key is None:
        what = f"[{f'{section}.{name}'.lstrip('.')}]" if isinstance(value, Mapping) else _named(section, name)
        yield f"{NAME} 中不认识 {what}；{_nearest(section, name, allowed)}。"
    elif not KINDS[key.kind][0](value):
        yield f"{NAME} 中 {_named(section, name)} 要写成{KINDS[key.kind][1]}。"


def _missing(section: str, values: Mapping[str, Any], allowed: Sequence[str]) -> Iterator[str]:
    for key in KEYS:
        if key.section in allowed and key.required and key.name not in values:
            yield f"{NAME} 中 {_named(section, key.name)} 没有写（{key.meaning}）。"


def _named(section: str, name: str) -> str:
    return f"[{section}] 的 {name}" if section else name


def _nearest(section: str, name: str, allowed: Sequence[str]) -> str:
    """The known key that looks most like a given one: where that stands if there is one, else anywhere; or a
    section."""
    here = {key.name: _named(section, key.name) for key in KEYS if key.section in allowed}
    anywhere = {key.name: _named(key.section.replace(PROVIDER, "auth"), key.name) for key in KEYS} | {
        part: f"[{part}]" for part in SECTIONS
    }
    for names in (here, anywhere):
        if close := difflib.get_close_matches(name.lower().replace("-", "_"), names, n=1):
            return f"最接近的是 {names[close[0]]}"
    return "可以写的见README“登录与角色”"


def _is_provider(name: str, value: object) -> bool:
    return isinstance(value, Mapping) and name not in KNOWN and any(key in KNOWN for key in value)


def _mapping(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = given.get(name)
    return value if isinstance(value, Mapping) else {}
