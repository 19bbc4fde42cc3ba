"""Accounts of evidence: one that any text of a page and a server stands in, and one to look at."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from report_fakes import NOW, OLD_SHA, SHA, everything
from report_payloads import poisoned

from monitor.model import Capture, Hop
from monitor.report.evidence import Account, Version

STAMPED = {
    "certified_at": NOW + timedelta(seconds=2), "token": "after/timestamp.tsr",
    "certificates": "after/timestamp-certificates.pem",
}  # fmt: skip


def capture(text: str) -> Capture:
    """Return a capture of which *text* is all that a server or a user can write into it."""
    return Capture(
        url=text, final_url=text, redirects=(Hop(url=text, status=301, location=text),), status=200,
        headers=((text, text), ("Date", text)), address=text, tls_issuer=text, requested_at=NOW, captured_at=NOW,
        framing="length+gzip",
    )  # fmt: skip


def version(label: str, of: Capture, **more: object) -> Version:
    """Return one of two captures; it is in the pack."""
    folder = {"Before": "before", "Now": "after"}[label]
    known: dict[str, object] = {
        "label": label, "folder": folder, "page_id": "harbour", "number": 11, "digest": SHA, "size": 75_000,
        "believed": True, "capture": of, "link": SHA, "ledger_file": "harbour/000011.html.gz",
        "file": f"{folder}/body.html.txt",
    }  # fmt: skip
    return Version(**(known | more))  # type: ignore[arg-type]


def account(text: str, **more: object) -> Account:
    """Return an account in which every string that comes from elsewhere holds *text*."""
    findings, of = poisoned(text).findings, capture(text)
    known: dict[str, object] = {
        "finding": replace(findings[0], id="c12"), "others": findings[1:4], "seal": SHA, "sealed": True,
        "versions": (version("Before", of), version("Now", of, **STAMPED)), "chains": ("harbour",),
    }  # fmt: skip
    return Account(**(known | more))  # type: ignore[arg-type]


def sample() -> Account:
    """Return an account as people get it."""
    findings, url = everything().findings, "https://ministry.example/harbour?day=1&lang=en"
    now = replace(
        capture(url), redirects=(), headers=(("Date", "Tue, 18 Mar 2031 23:30:06 GMT"),), address="203.0.113.7:443",
        tls_issuer="Example Trust, Example Issuing CA 7", requested_at=NOW - timedelta(seconds=1),
    )  # fmt: skip
    moved = Hop(url="https://ministry.example/port", status=301, location="/harbour?day=1&lang=en")
    day = timedelta(hours=14)
    before = replace(
        now, url=moved.url, redirects=(moved,), headers=(), requested_at=now.requested_at - day,
        captured_at=NOW - day,
    )  # fmt: skip
    old = version("Before", before, digest=OLD_SHA, size=74_812)
    return account(
        url, finding=replace(findings[0], id="c12"), others=findings[1:3],
        versions=(old, version("Now", now, number=12, **STAMPED)),
    )  # fmt: skip
