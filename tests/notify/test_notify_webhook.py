"""A webhook: posted as JSON with its key, signed and guarded, no redirect followed; its answer says what to do."""

from __future__ import annotations

import base64
import json
import re
import ssl
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme
from loopback import END, HANG, RESET, Site, Step, head, page
from notify_world import NOW, Ways

from monitor.errors import NotifyError
from monitor.fetch import Poster
from monitor.model import Channel, Limits
from monitor.notify import Message, send
from monitor.notify.webhook import signed

MESSAGE = Message(key="0f1e2d", json='{"version": 1, "key": "0f1e2d", "counts": "Menschen — 1 160"}')
BRIEF = Limits(total=timedelta(seconds=0.5), idle=timedelta(seconds=0.3), connect=timedelta(seconds=0.3))


def _sent(site: Site, *, limits: Limits | None = None, **options: object) -> NotifyError | None:
    """Return what went wrong when `MESSAGE` was sent to *site*."""
    channel = Channel(
        **{
            "name": "desk", "kind": "webhook", "target": f"{site.url}/hook?token=s3cret", "allow_private": True,
            "headers": (("Authorization", "Bearer s3cret"),), **options,
        }  # type: ignore[arg-type]
    )  # fmt: skip
    post = Poster(limits or Limits(), "policy-monitor/0 (+me@example.org)").post
    try:
        send(channel, MESSAGE, Ways(post))
    except NotifyError as error:
        found = error
    else:
        return None
    assert "s3cret" not in found.detail
    return found


def test_it_is_posted_whole_with_its_key() -> None:
    with Site(lambda _: page(b"", "204 No Content")) as site:
        assert _sent(site) is None
    (asked,) = site.asked
    assert asked.path == "/hook?token=s3cret"
    assert asked.headers["idempotency-key"] == "0f1e2d"
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["authorization"] == "Bearer s3cret"
    assert asked.headers["user-agent"].startswith("policy-monitor/")
    assert json.loads(asked.body) == json.loads(MESSAGE.json)


@pytest.mark.parametrize("status", ["200 OK", "201 Created", "202 Accepted", "204 No Content"])
def test_any_2xx_says_that_it_was_taken(status: str) -> None:
    with Site(lambda _: [head(status, "Content-Length: 1000000000", "Connection: close")]) as site:
        assert _sent(site) is None


@pytest.mark.parametrize(
    ("status", "refused"),
    [
        ("400 Bad Request", True), ("401 Unauthorized", True), ("404 Not Found", True), ("413 Too Large", True),
        ("408 Request Timeout", False), ("429 Too Many Requests", False), ("500 Oops", False), ("503 Later", False),
        ("304 Not Modified", False), ("199 Odd", False),
    ],
)  # fmt: skip
def test_any_other_status_says_that_it_was_not(status: str, refused: bool) -> None:
    answered = threading.Event()

    def answer(_: object) -> list[Step]:
        answered.set()
        return [*page(b"", status), END]

    with Site(answer) as site:
        error = _sent(site, limits=BRIEF)
    assert error is not None
    assert error.refused is refused
    assert answered.is_set()


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"])
def test_a_redirect_is_not_followed(status: str) -> None:
    with Site(lambda _: page(b"", status, "Location: /elsewhere")) as site:
        error = _sent(site)
    assert error is not None
    assert "not followed" in error.detail
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "target", ["{}", "http://localhost:{}", "http://[::ffff:127.0.0.1]:{}", "http://2130706433:{}"]
)
def test_a_private_address_is_not_connected_to(target: str, attempts: list[str]) -> None:
    with Site(lambda _: page()) as site:
        address = f"{site.url}/" if target == "{}" else target.format(site.port) + "/"
        error = _sent(site, target=address, allow_private=False)
    assert error is not None
    assert (site.opened, attempts) == (0, [])


STUCK: list[Sequence[Step]] = [[HANG], [head("200 OK")[:12], HANG], [END], [RESET]]


@pytest.mark.parametrize("steps", STUCK, ids=["silence", "half a head", "closed", "reset"])
def test_one_that_does_not_answer_is_left_in_time(steps: Sequence[Step]) -> None:
    with Site(lambda _: steps) as site:
        error = _sent(site, limits=BRIEF)
    assert error is not None
    assert not error.refused


def test_one_that_is_not_there() -> None:
    with Site(lambda _: page()) as site:
        gone = f"{site.url}/"
    with Site(lambda _: page()) as site:
        error = _sent(site, target=gone)
    assert error is not None
    assert "refuses connections" in error.detail


def test_it_is_signed_as_standard_webhooks_has_it() -> None:
    """The key, secret, body and signature are the example of the specification's own libraries."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)
    assert signed("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', secret, at) == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


DOCS = Path(__file__).parents[2] / "docs" / "operations.md"


def test_the_example_of_the_documentation_knows_what_is_ours() -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```", DOCS.read_text("utf-8"), flags=re.M | re.S)
    assert len(example.splitlines()) <= 12
    secret = bytes(range(32))
    with Site(lambda _: page()) as site:
        assert _sent(site, secret=secret) is None
    (asked,) = site.asked
    known: dict[str, Any] = {}
    exec(example, known)
    written = "whsec_" + base64.b64encode(secret).decode()
    now = NOW.timestamp()
    good = (asked.headers, asked.body, written)
    assert known["is_ours"](*good, now + 200)
    assert not known["is_ours"](*good, now + 400)  # an old one, sent again by somebody
    assert not known["is_ours"](asked.headers, asked.body + b" ", written, now)
    assert not known["is_ours"](asked.headers | {"webhook-id": "other"}, asked.body, written, now)
    assert not known["is_ours"](asked.headers, asked.body, "whsec_" + base64.b64encode(bytes(32)).decode(), now)


def test_a_certificate_of_its_own_is_vouched_for_by_a_file(tmp_path: Path) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with Site(lambda _: page(), context=context) as site:
        assert _sent(site, ca_file=str(tmp_path / "ca.pem")) is None
        error = _sent(site)
        assert error is not None
        assert "cannot be verified" in error.detail
        error = _sent(site, ca_file=str(tmp_path / "none.pem"))
        assert error is not None
        assert "cannot be read" in error.detail
