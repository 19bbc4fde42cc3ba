"""Trusted time (RFC 3161): an authority signs the digest of some bytes, and the time; a token is read in one place.

What a token says holds without this program: `openssl ts -verify` finds the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import ModuleType
from typing import NamedTuple

MEDIA_TYPE = "application/timestamp-query"  # RFC 3161 section 3.4
MOST = 64 * 1024  # bytes of a token: one with four certificates takes some 6,000
_PEM = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)
_GRANTED = 0  # RFC 3161 section 2.4.2


class TimestampError(ValueError):
    """What came is no timestamp of these bytes; says why in one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who signs the time."""

    url: str = field(repr=False)
    certificates: str  #: PEM text: those that vouch for its signatures
    allow_private: bool = False  #: its host may have a private address


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What an authority is asked."""

    content: bytes  #: DER: the digest, the nonce, and that the certificate is to come along
    nonce: int  #: the answer must hold the same, so that an old one is not taken for it


def query(body: bytes) -> Query:
    """Return what asks for a timestamp of *body*, of which the authority learns the SHA-256 and nothing else.

    Raises:
        TimestampError: *body* is empty: there is nothing to prove.
    """
    if not body:
        raise TimestampError("There are no bytes to be stamped.")
    rfc3161 = _library()
    builder = rfc3161.TimestampRequestBuilder().data(body).hash_algorithm(rfc3161.HashAlgorithm.SHA256)
    asked = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    return Query(content=asked.as_bytes(), nonce=asked.nonce)


def certified_at(token: bytes, digest: str, certificates: str, nonce: int | None = None) -> datetime:
    """Return the time, UTC, at which an authority states that the bytes with *digest* existed.

    Args:
        token: its answer, DER, as `openssl ts -verify -in` takes it.
        digest: sha256, hexadecimal.
        certificates: PEM text of those that vouch for it; they need have been valid at the time that it states.
        nonce: that it was asked with, if it has just come.

    Raises:
        TimestampError: it states nothing of these bytes, or none of *certificates* vouches for it.
    """
    rfc3161 = _library()
    try:
        answer = rfc3161.decode_timestamp_response(ordered(token))
        refused = "" if answer.status == _GRANTED else f"The authority refused (status {answer.status}){_said(answer)}."
        if not refused:
            verifier = rfc3161.VerifierBuilder(roots=_certificates(certificates), nonce=nonce).build()
            verifier.verify(answer, bytes.fromhex(digest))
            return _utc(answer.tst_info.gen_time)
    except Exception as error:  # what a server sent: two libraries refuse it by a dozen kinds of error
        raise TimestampError(f"It is no timestamp of these bytes that the certificates vouch for ({error}).") from error
    raise TimestampError(refused)


def _utc(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _said(answer: object) -> str:
    texts = getattr(answer, "status_string", None) or []
    return f": {' '.join(map(str, texts))[:200]}" if texts else ""


def _certificates(pem: str) -> list[object]:
    from cryptography.x509 import load_pem_x509_certificate  # noqa: PLC0415 (see `_library`)

    return [load_pem_x509_certificate(found.encode()) for found in _PEM.findall(pem)]


def _library() -> ModuleType:
    """Return rfc3161-client, loaded by those alone that need it: it takes 12 MB of every process."""
    import rfc3161_client  # noqa: PLC0415

    return rfc3161_client


# -- DER (X.690), as far as it is needed -------------------------------------------------------------------------------


class _Element(NamedTuple):
    """Where an element stands in some bytes: its tag, its content, its end."""

    tag: int
    start: int
    content: int
    end: int


_SEQUENCE, _FIRST = 0x30, 0xA0  # the latter is [0], constructed
_CERTIFICATES = ((1, _SEQUENCE), (1, _FIRST), (0, _SEQUENCE), (3, _FIRST))
"""The way to the certificates of an answer: which child, and its tag (RFC 3161 section 2.4.2, RFC 5652 section 5.1)."""


def ordered(token: bytes) -> bytes:
    """Return *token* with its certificates in the order that DER wants of a set (X.690 section 11.6).

    Authorities that run OpenSSL send them in another, which rfc3161-client refuses; no signature covers their order.
    """
    try:
        at = _element(token, 0)
        for child, tag in _CERTIFICATES:
            at = _children(token, at)[child]
            if at.tag != tag:
                return token
        found = [token[one.start : one.end] for one in _children(token, at)]
    except IndexError:
        return token  # whoever reads it says what is wrong
    return token[: at.content] + b"".join(sorted(found)) + token[at.end :]


def _children(data: bytes, parent: _Element) -> list[_Element]:
    found, at = [], parent.content
    while at < parent.end:
        found.append(_element(data, at))
        at = found[-1].end
    return found


def _element(data: bytes, at: int) -> _Element:
    """Return the element that begins *at* there.

    Raises:
        IndexError: it does not end within *data*.
    """
    size, content = data[at + 1], at + 2
    if size & 0x80:
        width = size & 0x7F
        size, content = int.from_bytes(data[content : content + width], "big"), content + width
    if content + size > len(data):
        raise IndexError
    return _Element(data[at], at, content, content + size)
