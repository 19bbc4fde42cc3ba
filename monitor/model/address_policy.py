"""Which addresses belong to the public network: connections go to no other, but for what the user has allowed.

Judged is the address that is connected to, not the name: a name can resolve otherwise a moment later (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Container, Iterable
from functools import lru_cache

# IANA special-purpose registries, as of 2026; what `is_global` of older Pythons lets pass, or passes on inwards.
_REFUSED_4 = tuple(map(ipaddress.IPv4Network, ("192.88.99.0/24", "100.64.0.0/10", "192.0.0.0/24")))
_REFUSED_6 = tuple(
    map(
        ipaddress.IPv6Network,
        ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48"),
    )
)
_UNICAST_6 = ipaddress.IPv6Network("2000::/3")  # all that is assigned to hosts of the public network

_SPECIAL = ("is_reserved", "is_multicast", "is_link_local", "is_unspecified")


@lru_cache(maxsize=4096)
def is_public(address: str) -> bool:
    """Return whether *address*, as the resolver gave it, belongs to the public network.

    Refused: private, loopback, link-local, shared (CGNAT), multicast, reserved and documentation addresses, and IPv6
    forms that lead into IPv4 by another road (NAT64, 6to4, Teredo, IPv4-compatible). IPv4-mapped ones are unwrapped.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    is_refused = _is_refused_6(ip) if isinstance(ip, ipaddress.IPv6Address) else _is_in(ip, _REFUSED_4)
    return not is_refused and ip.is_global and not any(getattr(ip, special) for special in _SPECIAL)


def _is_refused_6(ip: ipaddress.IPv6Address) -> bool:
    return ip.scope_id is not None or ip not in _UNICAST_6 or _is_in(ip, _REFUSED_6)


def _is_in(ip: object, networks: Iterable[Container[object]]) -> bool:
    return any(ip in network for network in networks)
