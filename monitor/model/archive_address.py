"""The address of snapshots that lie in an object store: `snapshots:` of monitor.yaml, without any secret."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

KEY = "snapshots"
REGION = "us-east-1"  #: where the address names none, as the protocol has it
WRITE = "write s3://BUCKET/PREFIX?endpoint=https://HOST"
_FORM = re.compile(r"s3://(?P<secret>[^@/?\s]*@)?(?P<bucket>[^@/?\s]+)(?:/(?P<prefix>[^?\s]*))?(?:\?(?P<options>\S*))?")
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[A-Za-z0-9_=-][A-Za-z0-9._=-]*(?:/[A-Za-z0-9_=-][A-Za-z0-9._=-]*)*")
_ENDPOINT = re.compile(
    r"(?P<scheme>https?)://(?P<secret>[^@/?\s]*@)?(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?/?"
)
_REGION = re.compile(r"[a-z0-9-]{1,40}")
_SECRETS = re.compile(r"(?:aws_)?(?:access_key(?:_id)?|secret(?:_access)?(?:_key)?|session_token|token|password|key)")
_OPTIONS = ("endpoint", "region", "credentials")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveAddress:
    """Where snapshots lie."""

    text: str  #: as the key has it
    bucket: str
    prefix: str  #: of the names of all objects there, without a slash at its ends; "": none
    endpoint: str  #: of the server, ``https://HOST`` or, where that was written, ``http://HOST``
    region: str
    credentials: str | None = None  #: the file with the key; None: the environment has it
    place: str = ""  #: where it is written, ``config/monitor.yaml:3``; "" when that is not known

    def __str__(self) -> str:
        """Return it as the key has it."""
        return self.text


def parse(text: str, place: str = "") -> ArchiveAddress:
    """Return the address that *text*, written at *place*, is.

    Raises:
        ValueError: it is none, or holds a secret; says what to write.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"this is no address of snapshots; {WRITE}")
    pairs = [one.partition("=") for one in (match["options"] or "").split("&") if one]
    options = {unquote(name): unquote(value) for name, _, value in pairs}
    endpoint = _ENDPOINT.fullmatch(options.get("endpoint", "https://host"))
    is_secret = any(_SECRETS.fullmatch(name.lower()) for name in options)
    if match["secret"] or is_secret or (endpoint is not None and endpoint["secret"]):
        raise ValueError(
            "a key does not belong into this file; put it into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
            "or name ?credentials=FILE"
        )
    if unknown := sorted(options.keys() - set(_OPTIONS)):
        raise ValueError(f"there is no option `{unknown[0]}`; it takes {', '.join(_OPTIONS)}")
    prefix = (match["prefix"] or "").strip("/")
    if _BUCKET.fullmatch(match["bucket"]) is None:
        raise ValueError("the name of a bucket is of 3 to 63 small letters, digits, dots and hyphens")
    if prefix and _PREFIX.fullmatch(prefix) is None:
        raise ValueError("what follows the bucket is of letters, digits, and . _ - =, in parts set apart by /")
    if endpoint is None:
        raise ValueError("endpoint= takes https://HOST or http://HOST, with a port perhaps, and nothing behind that")
    region = options.get("region", REGION)
    if _REGION.fullmatch(region) is None:
        raise ValueError("region= takes small letters, digits and -")
    credentials = options.get("credentials")
    if credentials is not None and not credentials.startswith(("/", "~/")):
        raise ValueError("credentials= takes the whole path of a file: /etc/monitor/key")
    return ArchiveAddress(
        text=text, bucket=match["bucket"], prefix=prefix, region=region, credentials=credentials, place=place,
        endpoint=options.get("endpoint", f"https://s3.{region}.amazonaws.com").rstrip("/"),
    )  # fmt: skip
