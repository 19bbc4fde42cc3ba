"""A review page on a real socket, asked as browsers ask."""

from __future__ import annotations

import http.client
import socket

SOON = 20  # seconds that nothing here comes near


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, dict[str, str]]:
    """Ask as a browser does; return the status, the body and the headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SOON)
    try:
        connection.request(method, path, body or None, {name.replace("_", "-"): one for name, one in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())
    finally:
        connection.close()
