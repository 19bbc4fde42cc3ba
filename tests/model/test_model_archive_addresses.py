"""The address of snapshots in an object store: what it is, and what is refused, with what to write instead."""

from __future__ import annotations

import pytest

from monitor.model.archive_address import parse


@pytest.mark.parametrize(
    ("text", "bucket", "prefix", "endpoint", "region", "credentials"),
    [
        ("s3://archive/uk", "archive", "uk", "https://s3.us-east-1.amazonaws.com", "us-east-1", None),
        ("s3://archive", "archive", "", "https://s3.us-east-1.amazonaws.com", "us-east-1", None),
        ("s3://ar.ch/a/b_c/?region=eu-w-3", "ar.ch", "a/b_c", "https://s3.eu-w-3.amazonaws.com", "eu-w-3", None),
        (
            "s3://archive/p?endpoint=http://[::1]:8333/&credentials=/etc/monitor/key",
            "archive", "p", "http://[::1]:8333", "us-east-1", "/etc/monitor/key",
        ),
        ("s3://abc/p?endpoint=https%3A%2F%2Fstore.example", "abc", "p", "https://store.example", "us-east-1", None),
    ],
)  # fmt: skip
def test_an_address(
    text: str, bucket: str, prefix: str, endpoint: str, region: str, credentials: str | None
) -> None:  # fmt: skip
    found = parse(text, "config/monitor.yaml:3")
    assert (found.bucket, found.prefix, found.endpoint) == (bucket, prefix, endpoint)
    assert (found.region, found.credentials, str(found)) == (region, credentials, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "write s3://"),
        ("https://archive/uk", "write s3://"),
        ("s3://", "write s3://"),
        ("s3://KEY:SECRET@archive/uk", "AWS_ACCESS_KEY_ID"),
        ("s3://archive/uk?secret_access_key=x", "AWS_ACCESS_KEY_ID"),
        ("s3://archive/uk?AWS_ACCESS_KEY_ID=x", "AWS_ACCESS_KEY_ID"),
        ("s3://archive/uk?endpoint=https://a:b@host", "AWS_ACCESS_KEY_ID"),
        ("s3://archive/uk?endpoint=ftp://host", "endpoint="),
        ("s3://archive/uk?endpoint=https://host/path", "endpoint="),
        ("s3://archive/uk?allow_http=1", "no option `allow_http`"),
        ("s3://archive/../x", "in parts set apart by /"),
        ("s3://archive/.hidden", "in parts set apart by /"),
        ("s3://Archive/x", "small letters"),
        ("s3://ab/x", "small letters"),
        ("s3://archive/x?region=E U", "write s3://"),
        ("s3://archive/x?region=EU", "region="),
        ("s3://archive/x?credentials=key", "the whole path"),
    ],
)
def test_what_is_no_address(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("?", r"\?")):
        parse(text)
