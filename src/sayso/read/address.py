"""Which network addresses may be asked: public ones and no others, whatever name leads to them."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection, Sequence

from sayso.errors import FetchError, Refused

__all__ = ["Address", "is_public", "resolve"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ranges that carry an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, Teredo): what they lead to
# depends on the network at hand, so none of them is asked. The rest are special ranges that older Pythons
# call global.
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        (
            "0.0.0.0/8",
            "100.64.0.0/10",
            "192.0.0.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "240.0.0.0/4",
            "::/96",
            "::ffff:0:0/96",
            "::ffff:0:0:0/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "100:0:0:1::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fc00::/7",
            "fe80::/10",
            "fec0::/10",
        ),
    )
)


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet: one unicast host, in no private or special range."""
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    if address.is_private or address.is_loopback or address.is_link_local:
        return False
    return not any(address.version == net.version and address in net for net in _NEVER)


def resolve(host: str, port: int, *, allow: Collection[str] = ()) -> Sequence[Address]:
    """The addresses that a host name stands for, when every one of them may be asked.

    `allow` lists networks that may be asked although they are not public ("127.0.0.0/8"). Numbers in any
    notation that the system understands are resolved too. Raises Refused for an address that may not be
    asked (one is enough: a name that answers both ways is not trusted), FetchError for a name that is not
    known.
    """
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError, ValueError) as error:
        raise FetchError(f"{host}: no such host is known ({_reason(error)})") from None
    networks = [ipaddress.ip_network(net) for net in allow]
    found: list[Address] = []
    for answer in answers:
        address = ipaddress.ip_address(str(answer[4][0]).partition("%")[0])
        if not is_public(address) and not any(address.version == n.version and address in n for n in networks):
            raise Refused(f"{host} leads to {address}, which is no public address; save the page and read the file")
        if address not in found:
            found.append(address)
    if not found:
        raise FetchError(f"{host}: no address is known")
    return found


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).splitlines()[0]
