"""Which addresses may be connected to: a message must not become a way into the operator's own network."""

import ipaddress
import socket

from lexiarch.web.outbound.failure import AddressForbidden, DeliveryFailed

_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")  # all that is given out; translations to IPv4 are elsewhere
_CLOSED = [
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "3fff::/20")  # not to every Python
]


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Looks a name up, once. Connect to what it gives and to nothing else: the next look-up may lie.

    Args:
        host: a name or an address, in any form that the system takes (127.1 and 0x7f000001, too).

    Returns:
        IP addresses, the best first.

    Raises:
        AddressForbidden: one of them is not on the public internet, and `allow_private` is false.
        DeliveryFailed: there are none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DeliveryFailed(f"its name is not known: {error}") from error
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise AddressForbidden(f"{host} is at {address}, which is no public address")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address can be somebody else's server on the internet.

    No: private, loopback, link-local, shared, multicast, reserved and documentation ranges, and IPv6 that
    stands for IPv4 (mapped, compatible, NAT64, 6to4, Teredo).
    """
    ip = ipaddress.ip_address(address)
    if not ip.is_global or ip.is_multicast or ip.is_reserved or any(ip in network for network in _CLOSED):
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return True
    return ip in _GLOBAL_V6 and ip.sixtofour is None and ip.scope_id is None
