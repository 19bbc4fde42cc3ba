"""A timestamp holds for its bytes, its authority and its question, and for nothing else."""

from __future__ import annotations

import contextlib
import hashlib
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from evidence_authority import Authority, verifies

from monitor.model.timestamps import TimestampError, certified_at, ordered, query

BODY = b"<p>There are 7,500 people in the camp.</p>"
DIGEST = hashlib.sha256(BODY).hexdigest()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def token(authority: Authority) -> bytes:
    return authority.answer(query(BODY).content)


@pytest.fixture(scope="module")
def certificates(authority: Authority) -> str:
    return authority.certificates.read_text()


def test_what_openssl_signs_is_read_and_what_is_read_openssl_verifies(
    authority: Authority, certificates: str, tmp_path: Path
) -> None:
    asked = query(BODY)
    answer = authority.answer(asked.content)
    at = certified_at(answer, DIGEST, certificates, asked.nonce)
    assert abs(at - datetime.now(UTC)) < timedelta(minutes=5)
    (tmp_path / "body").write_bytes(BODY)
    (tmp_path / "token").write_bytes(answer)
    assert verifies(tmp_path / "body", tmp_path / "token", authority.certificates)


def test_certificates_may_come_in_any_order(token: bytes, certificates: str) -> None:
    """Authorities that run OpenSSL send theirs as they please; DER wants them sorted."""
    sorted_ = ordered(token)
    assert (len(sorted_), ordered(sorted_)) == (len(token), sorted_)
    assert certified_at(sorted_, DIGEST, certificates) == certified_at(token, DIGEST, certificates)


@pytest.mark.parametrize(("digest", "nonce"), [(hashlib.sha256(b"other").hexdigest(), None), (DIGEST, 5)])
def test_another_question(token: bytes, certificates: str, digest: str, nonce: int | None) -> None:
    with pytest.raises(TimestampError, match="no timestamp of these bytes"):
        certified_at(token, digest, certificates, nonce)


def test_another_authority(token: bytes, tmp_path: Path) -> None:
    forger = Authority(tmp_path)
    with pytest.raises(TimestampError, match="no timestamp"):
        certified_at(token, DIGEST, forger.certificates.read_text())
    with pytest.raises(TimestampError, match="no timestamp"):
        certified_at(token, DIGEST, "")


def test_a_refusal_says_so(authority: Authority, certificates: str) -> None:
    refused = authority.answer(query(BODY).content.replace(b"\x60\x86\x48\x01\x65\x03\x04\x02\x01", b"\x60" * 9))
    with pytest.raises(TimestampError, match="The authority refused"):
        certified_at(refused, DIGEST, certificates)


def test_nothing_needs_no_proof() -> None:
    with pytest.raises(TimestampError):
        query(b"")


@pytest.mark.filterwarnings("ignore")  # cryptography's, of certificates that were torn
def test_no_bytes_do_more_harm_than_being_refused(token: bytes, certificates: str) -> None:
    dice = random.Random(3161)
    for _ in range(400):
        torn = bytearray(token)
        for _ in range(dice.randint(1, 4)):
            torn[dice.randrange(len(torn))] = dice.randrange(256)
        if dice.random() < 0.5:
            del torn[dice.randrange(len(torn)) :]
        with contextlib.suppress(TimestampError):
            certified_at(bytes(torn), DIGEST, certificates)
    for junk in (b"", b"\x30", b"\x30\x84", b"\x30\x82\xff\xff", b"<html>", b"\xa0" * 99):
        with pytest.raises(TimestampError):
            certified_at(junk, DIGEST, certificates)
