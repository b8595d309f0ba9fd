"""Where a request comes from, as far as an honest browser says it: enough to refuse, never to let in."""

import ipaddress
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit


def loopback(host: str) -> bool:
    """Whether an address is reached from the same machine only.

    >>> [loopback(a) for a in ("localhost", "127.0.0.1", "::1", "", "0.0.0.0", "::", "10.0.0.1", "localhost.example.cn")]
    [True, True, True, False, False, False, False, False]
    """
    try:
        return host.lower() == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def own_page(headers: Mapping[str, list[str]]) -> bool:
    """Whether the page that asks is one of the server that it asks: a page of another site, or of another port of this
    machine, makes the browser send its cookies too. `headers` by lower-case name.

    >>> own_page({"host": ["127.0.0.1:8501"], "origin": ["http://127.0.0.1:8501"]}), own_page({"host": ["localhost:8501"]})
    (True, True)
    >>> own_page({"host": ["localhost:8501"], "origin": ["http://localhost:3000"]}), own_page({"origin": ["null"]})
    (False, False)
    """
    hosts = [_split(f"//{value}") for value in headers.get("host", [])]
    return all(_is_of(_split(origin), host) for origin in headers.get("origin", []) for host in hosts or [None])


def by_local_name(headers: Mapping[str, list[str]]) -> bool:
    """Whether the server was asked for under a name of this machine: another name that leads here is no longer the
    page's own.

    >>> by_local_name({"host": ["localhost:8501"]}), by_local_name({"host": ["plan.example.cn"]}), by_local_name({"host": ["[bad"]})
    (True, False, False)
    """
    return all(
        (host := _split(f"//{value}")) is not None and loopback(host.hostname or "")
        for value in headers.get("host", [])
    )


def _is_of(origin: SplitResult | None, host: SplitResult | None) -> bool:
    """Whether an origin is that of a host. A proxy may pass the host on without its port."""
    if not origin or not host or not origin.hostname:
        return False
    return origin.hostname == host.hostname and host.port in (None, origin.port)


def _split(address: str) -> SplitResult | None:
    """The parts of an address; None if it is not one."""
    try:
        parts = urlsplit(address)
        return parts if parts.port != 0 else None  # a port that cannot be raises
    except ValueError:
        return None
