"""Who is at work: decided from how the installation is served and configured, and from what proves who came.

Nothing that a client can say freely lets anybody in: headers only refuse, and a session's own values give a name only
where one person works alone, who has shown the start token or is said by the deployer to be the only one.
"""

import hmac
from collections.abc import Mapping
from typing import Any, NamedTuple

from lib.access.origin import by_local_name, loopback, own_page
from lib.ledger.permission import ADMIN, READER, ROLES, Person
from lib.ledger.state import State

(
    ALONE,
    SIGNED_IN,
    SIGNED_OUT,
    EXPIRED,
    NO_ACCOUNT,
    DIRECT,
    DOUBTFUL,
    HEADER_EXPOSED,
    EXPOSED,
    FOREIGN,
    UNSTARTED,
    NO_TOKEN,
    OLD_TOKEN,
    BROKEN,
) = STANDINGS = (
    "alone",
    "signed_in",
    "signed_out",
    "expired",
    "no_account",
    "direct",
    "doubtful",
    "header_exposed",
    "exposed",
    "foreign",
    "unstarted",
    "no_token",
    "old_token",
    "broken",
)
"""One person on the own machine · signed in · not yet · too long ago · the provider gave no usable account · past the
gateway · two names in the gateway's header · a gateway's header on an open port · on an open port without sign-in ·
from another page's address · started without token or switch · without the start token · with that of an earlier start
· settings that are wrong."""
LONGEST = 40
"""Characters of a name that somebody gives in the page."""
AHEAD = 300
"""Seconds by which the clock of an identity provider may be ahead."""


class Installation(NamedTuple):
    """How the product is served (`address` that the server listens on; empty: all; `token` of this start, empty: none;
    `alone`: the deployer says that whoever reaches the port is the one person) and what is configured: sign-in (OIDC),
    the gateway's header (empty: none), the claim that names an account, how many hours a sign-in lasts, the accounts
    that are always administrators; or that the settings are wrong (`broken`)."""

    address: str = ""
    sign_in: bool = False
    header: str = ""
    claim: str = "email"
    hours: float = 12
    admins: tuple[str, ...] = ()
    alone: bool = False
    token: str = ""
    broken: bool = False


class Request(NamedTuple):
    """What came from the browser: `headers` by lower-case name, the start `token` that it keeps, and the claims of the
    sign-in (`user`), which the framework has checked."""

    headers: Mapping[str, list[str]]
    token: str = ""
    user: Mapping[str, Any] = {}


class Standing(NamedTuple):
    """One of STANDINGS, and the person as whom records are written. `account` is what roles are granted to."""

    mode: str
    person: Person
    account: str = ""


def decide(installation: Installation, came: Request, name: str, state: State, now: float) -> Standing:
    """Who is at work at the time `now` (seconds since 1970); `name` as given in the page.

    >>> from lib.ledger.fold import EMPTY
    >>> local = Request({"host": ["localhost:8501"]}, "secret")
    >>> decide(Installation("localhost", token="secret"), local, " 示例甲 ", EMPTY, 0)
    Standing(mode='alone', person=Person(name='示例甲', role='admin', unit=''), account='')
    >>> [decide(Installation(at, token="other"), local, "示例甲", EMPTY, 0).mode for at in ("localhost", "0.0.0.0")]
    ['old_token', 'exposed']
    """
    if installation.broken:
        return Standing(BROKEN, Person(""))
    refused = None
    if installation.header:
        given = [value.strip() for value in came.headers.get(installation.header.lower(), [])]
        local = loopback(installation.address)
        if local and len(given) == 1 and given[0]:
            return _known(given[0], "", installation, state)
        refused = HEADER_EXPOSED if not local else DOUBTFUL if len(given) > 1 else DIRECT
    if installation.sign_in:
        return _signed_in(installation, came.user, state, now)
    mode = refused or _alone(installation, came)
    return Standing(mode, Person(" ".join(name.split())[:LONGEST], ADMIN) if mode == ALONE else Person(""))


def _signed_in(installation: Installation, user: Mapping[str, Any], state: State, now: float) -> Standing:
    """Who signed in, if that was done, is recent, and proves an account. A header that the framework itself trusts
    gives text, never True."""
    if user.get("is_logged_in") is not True:
        return Standing(SIGNED_OUT, Person(""))
    issued = user.get("iat")
    if (
        not isinstance(issued, int | float)
        or isinstance(issued, bool)
        or not -AHEAD <= now - issued <= installation.hours * 3600
    ):
        return Standing(EXPIRED, Person(""))
    account = user.get(installation.claim)
    if (
        not isinstance(account, str)
        or not account.strip()
        or (installation.claim == "email" and user.get("email_verified") is not True)
    ):
        return Standing(NO_ACCOUNT, Person(""))
    return _known(account.strip(), str(user.get("name") or "").strip(), installation, state)


def _alone(installation: Installation, came: Request) -> str:
    """Whether whoever came is the one person at this machine; if not, why not."""
    if not loopback(installation.address):
        return EXPOSED
    if not own_page(came.headers) or (installation.alone and not by_local_name(came.headers)):
        return FOREIGN
    if installation.alone:
        return ALONE
    if not installation.token:
        return UNSTARTED
    if not came.token:
        return NO_TOKEN
    return ALONE if hmac.compare_digest(came.token.encode(), installation.token.encode()) else OLD_TOKEN


def _known(account: str, name: str, installation: Installation, state: State) -> Standing:
    """The person of a proven account: an administrator of the settings, or as the table of roles has it; else a
    reader."""
    row = state.get("role", account) or {}
    name = row.get("name") or name
    role = ADMIN if account in installation.admins else row.get("granted", READER)
    shown = f"{name}（{account}）" if name and name != account else account
    return Standing(SIGNED_IN, Person(shown, role if role in ROLES else READER, row.get("unit") or ""), account)
