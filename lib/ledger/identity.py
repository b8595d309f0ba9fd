"""Who is at work: decided from how the installation is served and configured, and from what came with the request.

Nothing that a browser can set freely decides: a session's own values give a name only where one person works alone.
"""

import ipaddress
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from lib.ledger.permission import ADMIN, READER, ROLES, Person
from lib.ledger.state import State

ALONE, SIGNED_IN, SIGNED_OUT, NO_ACCOUNT, DIRECT, DOUBTFUL, HEADER_EXPOSED, PROXIED, EXPOSED, BROKEN = STANDINGS = (
    "alone",
    "signed_in",
    "signed_out",
    "no_account",
    "direct",
    "doubtful",
    "header_exposed",
    "proxied",
    "exposed",
    "broken",
)
"""One person on the own machine · signed in · not yet · the provider gave no usable account · past the gateway · two
names in the gateway's header · a gateway's header on an open port · behind a proxy without sign-in · on an open port
without sign-in · settings that cannot be read."""
FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
LONGEST = 40
"""Characters of a name that somebody gives in the page."""


class Installation(NamedTuple):
    """How the product is served (`address` that the server listens on; empty: all) and what is configured: sign-in
    (OIDC), the gateway's header (empty: none), the claim that names an account, the accounts that are always
    administrators; or that the settings cannot be read (`broken`)."""

    address: str = ""
    sign_in: bool = False
    header: str = ""
    claim: str = "email"
    admins: tuple[str, ...] = ()
    broken: bool = False


class Standing(NamedTuple):
    """One of STANDINGS, and the person as whom records are written. `account` is what roles are granted to."""

    mode: str
    person: Person
    account: str = ""


def decide(
    installation: Installation, headers: Mapping[str, list[str]], user: Mapping[str, object], name: str, state: State
) -> Standing:
    """Who is at work. `headers` of the request by lower-case name, `user` the claims of the sign-in, `name` as given in
    the page.

    >>> from lib.ledger.fold import EMPTY
    >>> decide(Installation("localhost"), {"host": ["localhost:8501"]}, {}, " 示例甲 ", EMPTY)
    Standing(mode='alone', person=Person(name='示例甲', role='admin', unit=''), account='')
    >>> decide(Installation("0.0.0.0"), {"host": ["10.1.2.3:8501"]}, {}, "示例甲", EMPTY).mode
    'exposed'
    """
    if installation.broken:
        return Standing(BROKEN, Person(""))
    local = loopback(installation.address)
    refused = None
    if installation.header:
        given = [value.strip() for value in headers.get(installation.header.lower(), [])]
        if local and len(given) == 1 and given[0]:
            return _known(given[0], "", installation, state)
        refused = HEADER_EXPOSED if not local else DOUBTFUL if len(given) > 1 else DIRECT
    if installation.sign_in:
        if user.get("is_logged_in") is not True:  # a header that Streamlit itself trusts gives text, never True
            return Standing(SIGNED_OUT, Person(""))
        account = str(user.get(installation.claim) or "").strip()
        if not account or (installation.claim == "email" and user.get("email_verified") is False):
            return Standing(NO_ACCOUNT, Person(""))
        return _known(account, str(user.get("name") or "").strip(), installation, state)
    if refused:
        return Standing(refused, Person(""))
    if local and direct(headers):
        return Standing(ALONE, Person(" ".join(name.split())[:LONGEST], ADMIN))
    return Standing(PROXIED if local else EXPOSED, Person(""))


def _known(account: str, name: str, installation: Installation, state: State) -> Standing:
    """The person of a proven account: an administrator of the settings, or as the table of roles has it; else a
    reader."""
    row = state.get("role", account) or {}
    name = row.get("name") or name
    role = ADMIN if account in installation.admins else row.get("granted", READER)
    shown = f"{name}（{account}）" if name and name != account else account
    return Standing(SIGNED_IN, Person(shown, role if role in ROLES else READER, row.get("unit") or ""), account)


def loopback(host: str) -> bool:
    """Whether an address is reached from the same machine only.

    >>> [loopback(a) for a in ("localhost", "127.0.0.1", "::1", "", "0.0.0.0", "::", "10.0.0.1", "localhost.example.cn")]
    [True, True, True, False, False, False, False, False]
    """
    try:
        return host.lower() == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def direct(headers: Mapping[str, list[str]]) -> bool:
    """Whether a request came from a browser on this machine, not through a proxy and not from another site's page.

    >>> direct({"host": ["127.0.0.1:8501"], "origin": ["http://127.0.0.1:8501"]}), direct({"host": ["plan.example.cn"]})
    (True, False)
    """
    if any(name in headers for name in FORWARDED):
        return False
    hosts = [f"//{value}" for value in headers.get("host", [])] + headers.get("origin", [])
    return all(loopback(_hostname(address)) for address in hosts)


def _hostname(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
