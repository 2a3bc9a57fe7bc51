"""Who may come in: names the server answers to, pages it believes, and a key on open networks.

A page of another site that a visitor has open must not reach the worlds: its requests carry another
``Origin``, and a name that was made to point here (DNS rebinding) comes as another ``Host``.
"""

from __future__ import annotations

import hmac
import ipaddress
import re
import secrets
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

__all__ = ["Access", "is_loopback"]

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,253})(?::[0-9]{1,5})?")


def is_loopback(host: str) -> bool:
    """Return whether only this computer can reach a host.

    Examples
    --------
    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Access:
    """The rules of one server.

    Attributes
    ----------
    host : str
        What it listens on. On a loopback address no key is needed.
    port : int
        Its port; names the cookie, as cookies are shared between ports.
    token : str
        The key in the link that the terminal prints; empty on loopback.
    session : str
        What a browser is given for the key, so that the key stays out of its history.
    """

    host: str
    port: int
    token: str = ""
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @classmethod
    def on(cls, host: str, port: int) -> Access:
        """Return the rules for a host: with a fresh key unless it is a loopback address."""
        return cls(host, port, "" if is_loopback(host) else secrets.token_urlsafe(24))

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"kith-{self.port}"

    def knows_host(self, header: str | None) -> bool:
        """Return whether a ``Host`` header names this server.

        Examples
        --------
        >>> access = Access("127.0.0.1", 8421)
        >>> access.knows_host("localhost:8421"), access.knows_host("rebound.example:8421")
        (True, False)
        """
        found = _HOST.fullmatch((header or "").lower())
        if found is None:
            return False
        name = found["name"].rstrip(".")
        if is_loopback(name):
            return True
        if is_loopback(self.host):
            return False
        # A name that points here is not enough; an address cannot be made to point elsewhere.
        own = socket.gethostname().lower()
        return _is_address(name) or name in {self.host.lower(), own, f"{own}.local"}

    def believes_origin(self, origin: str | None, host: str | None) -> bool:
        """Return whether a page of this ``Origin`` is one of this server's own.

        Examples
        --------
        >>> access = Access("127.0.0.1", 8421)
        >>> access.believes_origin("http://localhost:8421", "localhost:8421")
        True
        >>> access.believes_origin("https://evil.example", "localhost:8421")
        False
        """
        if not origin or not host:
            return False
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()

    def opens(self, token: str | None) -> bool:
        """Return whether a key is the right one, in the same time whatever it is."""
        return bool(self.token) and _same(token or "", self.token)

    def remembers(self, cookie: str | None) -> bool:
        """Return whether a browser has shown the key before; without a key everybody may come."""
        return not self.token or _same(cookie or "", self.session)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), right.encode())
