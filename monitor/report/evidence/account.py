"""What an account of evidence tells of: a change, its two captures, and the files that are handed over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from monitor.model import Capture, Finding
from monitor.report.json_forms import Object, moment

BODY = (
    "The body of the server’s answer, byte for byte, after its transfer coding (the pieces in which it is sent) and "
    "its content coding (the compression named in its headers) were undone. The bytes as they were compressed on the "
    "wire are not kept."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of the two captures, and what the pack holds of it. Files are paths inside the pack."""

    label: str  #: ``Before`` or ``Now``
    folder: str  #: ``before`` or ``after``
    page_id: str
    number: int  #: on its page
    digest: str
    size: int
    believed: bool  #: it was read and compared, rather than kept aside
    capture: Capture
    link: str  #: of the page's chain
    ledger_file: str  #: below ``snapshots/``
    file: str = ""  #: its bytes; "" when they are not in the pack
    missing: str = ""  #: why they are not, one sentence
    certified_at: datetime | None = None  #: when, at the latest, an authority for trusted time states that they existed
    certificates: str = ""  #: the file of those that vouch for that
    token: str = ""  #: the file of the signed statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that the account tells of."""

    finding: Finding
    others: tuple[Finding, ...] = ()  #: what else changed between the same two captures
    versions: tuple[Version, ...]  #: the older first
    chains: tuple[str, ...]  #: pages of which the pack holds the chain
    broken: tuple[str, ...] = ()  #: those of them whose chain does not hold
    seal: str
    sealed: bool  #: what the seal is reckoned from is in the pack
    time_zone: str = "UTC"

    @property
    def flaws(self) -> tuple[str, ...]:
        """Return what the pack lacks, one sentence each."""
        lacking = [
            f"{one.label}: the bytes are not in this pack. {one.missing}" for one in self.versions if one.missing
        ]
        broken = "The chain of {} does not hold: somebody altered the ledger, or its disk did."
        return (*lacking, *(broken.format(page) for page in self.broken))


def contents(account: Account) -> Iterator[tuple[str, str]]:
    """Yield the files of the pack, with what they are; those that are of one kind together."""
    versions = account.versions
    rows = (
        ("ACCOUNT.html, ACCOUNT.md", "This account, twice."),
        (
            _named(one.file for one in versions),
            f"{BODY} A name ends in .txt where a browser would run what is in it.",
        ),
        (
            _named(f"{one.folder}/capture.json" for one in versions),
            "The records of the captures: addresses, status, headers as they came, times, digests.",
        ),
        (
            _named(one.token for one in versions),
            "What an authority for trusted time has signed of these bytes (RFC 3161).",
        ),
        (_named(one.certificates for one in versions), "The certificates that vouch for its signature."),
        ("finding.json", "The change as the program found it, with both sentences exactly as the page has them."),
        (
            _named(f"chain/{page}.jsonl" for page in account.chains),
            "The chain of a page’s captures: each line begins with the SHA-256 of the line before.",
        ),
        (
            "seal.json" if account.sealed else "",
            "Every page of the ledger and the head of its chain: the SHA-256 of this file is the seal.",
        ),
        ("SHA256SUMS", "The SHA-256 of every other file."),
    )
    return ((files, said) for files, said in rows if files)


def _named(files: Iterable[str]) -> str:
    """Return *files* in one line, without the empty names of those that are not in the pack."""
    return ", ".join(filter(None, files))


def record(version: Version) -> Object:
    """Return the record of a capture as JSON."""
    capture = version.capture
    return {
        "page": version.page_id,
        "number": version.number,
        "kind": "version" if version.believed else "evidence",
        "requested_url": capture.url,
        "redirects": [{"url": hop.url, "status": hop.status, "location": hop.location} for hop in capture.redirects],
        "final_url": capture.final_url,
        "network_address": capture.address,
        "tls_issuer": capture.tls_issuer,
        "status": capture.status,
        "headers": [list(pair) for pair in capture.headers],
        "requested_at": moment(capture.requested_at),
        "captured_at": moment(capture.captured_at),
        "framing": capture.framing,
        "wire_bytes": capture.wire_bytes,
        "body": {
            "file": version.file or None, "missing": version.missing or None, "what": BODY, "bytes": version.size,
            "sha256": version.digest, "certified_at": moment(version.certified_at),
        },
        "ledger_file": version.ledger_file,
        "chain": version.link,
    }  # fmt: skip
