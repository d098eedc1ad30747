"""Sockets that a command listens on."""

import socket

from lexiarch.domain.errors import SettingsInvalid


def listen(host: str, port: int, variables: str) -> socket.socket:
    """A socket on the address.

    Args:
        port: 0 for a free one.
        variables: the prefix of the settings that name the address.

    Raises:
        SettingsInvalid: it cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise SettingsInvalid(
            f"Nobody can listen on {host} port {port}: {error}.",
            f"Set {variables}_HOST and {variables}_PORT (or --host and --port) to a free address; "
            "port 0 takes any.",
        ) from None


def url_of(listener: socket.socket) -> str:
    """Where it listens, as http://…"""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
