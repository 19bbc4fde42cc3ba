"""What is asked of an object store by its protocol (S3), with obstore; what it refuses is said in our words.

The library takes its key from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY by itself; a file with one may be named.
"""

from __future__ import annotations

import configparser
import os
import re
import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import IO, Any, Final

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from monitor.errors import StoreError
from monitor.model.archive_address import ArchiveAddress

CONNECT: Final = timedelta(seconds=5)
SILENT: Final = timedelta(seconds=10)  # without a byte, while something is asked: half of what a turn may take
ANSWER: Final = timedelta(seconds=120)  # until all of it has come
TAKING: Final = timedelta(seconds=60)  # until an object has been taken
TRIES: Final = {"max_retries": 3, "retry_timeout": timedelta(seconds=5)}  # after connections that broke, and errors
_SMALL: Final = 1 << 20  # bytes that are read at once
_KEYS: Final = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
_CODE: Final = re.compile(r"<Code>(\w+)</Code>")
_STATUS: Final = re.compile(r"status code: (\d{3})")

NO_KEY: Final = "put a key into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a file with one: ?credentials=FILE"
_MEANS: Final = {
    "NoSuchBucket": "there is no bucket of that name; make it there, or name another",
    "InvalidAccessKeyId": f"it does not know this key; {NO_KEY}",
    "SignatureDoesNotMatch": f"the secret is not the one of this key; {NO_KEY}",
    "ExpiredToken": f"this key has run out; {NO_KEY}",
    "AccessDenied": "it does not let this key do that; let it read, write, list and delete what begins with the prefix",
    "RequestTimeTooSkewed": "the clock of this machine is wrong by more than it bears; set it (NTP)",
    "PermanentRedirect": "the bucket lies in another region; name that: ?region=NAME",
    "AuthorizationHeaderMalformed": "the bucket lies in another region; name that: ?region=NAME",
    "InvalidBucketName": "it takes no such name for a bucket",
    "QuotaExceeded": "it is full, or this key may keep no more there; make room",
    "InsufficientStorage": "it is full; make room",
    "XMinioStorageFull": "it is full; make room",
    "SlowDown": "it asks for fewer requests",
}  # fmt: skip
_STATUSES: Final = {
    "400": "it refuses the request", "401": f"it wants a key; {NO_KEY}", "403": _MEANS["AccessDenied"],
    "404": _MEANS["NoSuchBucket"], "507": _MEANS["InsufficientStorage"],
}  # fmt: skip


class Client:
    """Objects of one bucket, below one prefix, by their names; any thread may ask."""

    def __init__(self, address: ArchiveAddress) -> None:
        self.address = address

    @cached_property
    def _asked(self) -> S3Store:
        return self._connected(timeout=ANSWER, read_timeout=SILENT)

    @cached_property
    def _told(self) -> S3Store:
        return self._connected(timeout=TAKING)

    def put(self, name: str, content: bytes | bytearray, *, over: bool = False) -> bool:
        """Keep *content* as *name*; return False if something is there, which stays unless it is written *over*.

        Raises:
            StoreError: it could not be done; what was there is there still.
        """
        mode = "overwrite" if over else "create"
        patience = self._told if content else self._asked  # whether something can be put there is a question, too
        try:
            obstore.put(patience, name, bytes(content), mode=mode, use_multipart=False)  # type: ignore[arg-type]
        except AlreadyExistsError:
            return False
        except (BaseError, OSError) as error:
            raise self.refused(error) from error
        return True

    def get(self, name: str) -> IO[bytes] | None:
        """Open what lies under *name*; None when there is nothing.

        Raises:
            StoreError: it cannot be had.
        """
        try:
            found = obstore.get(self._asked, name)
            if found.meta["size"] <= _SMALL:
                return BytesIO(found.bytes().to_bytes())
        except FileNotFoundError as error:
            self._refuse_no_bucket(error)
            return None
        except (BaseError, OSError) as error:
            raise self.refused(error) from error
        return BufferedReader(_Stream(self, iter(found.stream(min_chunk_size=_SMALL))), _SMALL)

    def head(self, name: str) -> tuple[int, datetime] | None:
        """Return how many bytes lie under *name*, and since when by the store's own clock; None: nothing does.

        Raises:
            StoreError: it cannot be asked.
        """
        try:
            found = obstore.head(self._asked, name)
        except FileNotFoundError as error:
            self._refuse_no_bucket(error)
            return None
        except (BaseError, OSError) as error:
            raise self.refused(error) from error
        return found["size"], found["last_modified"]

    def names(self) -> Iterator[str]:
        """Yield the names of all objects, in the order in which the store has them.

        Raises:
            StoreError: it cannot be asked.
        """
        try:
            for some in obstore.list(self._asked):
                yield from (one["path"] for one in some)
        except (BaseError, OSError) as error:
            raise self.refused(error) from error

    def copy(self, name: str, to: str) -> None:
        """Copy what lies under *name* to another name.

        Raises:
            StoreError: it could not be done.
        """
        try:
            obstore.copy(self._told, name, to, overwrite=True)
        except (BaseError, OSError) as error:
            raise self.refused(error) from error

    def delete(self, name: str) -> None:
        """Take away what lies under *name*, if anything does.

        Raises:
            StoreError: it could not be done.
        """
        try:
            obstore.delete(self._asked, name)
        except (BaseError, OSError) as error:
            raise self.refused(error) from error

    def refused(self, error: Exception) -> StoreError:
        """Return what *error* of the library means, with what cures it."""
        said = str(error).partition("\n\nDebug source:")[0]
        code, status = _CODE.search(said), _STATUS.search(said)
        if code is not None and code[1] in _MEANS:
            why = _MEANS[code[1]]
        elif status is not None:
            why = _STATUSES.get(status[1], f"it answers with an error ({status[1]}{f', {code[1]}' if code else ''})")
        else:
            why = f"it is not reached ({said.rpartition(' - ')[2].strip() or said})"
        if status is not None and self.address.credentials is not None:
            self._forget_key()
        where = f" ({self.address.place})" if self.address.place else ""
        return StoreError("away", f"The snapshots at {self.address}{where}: {why}.")

    def _forget_key(self) -> None:
        """Have the file with the key read again for the next question: keys run out, and are replaced there."""
        for connected in ("_asked", "_told"):
            self.__dict__.pop(connected, None)

    def _refuse_no_bucket(self, error: Exception) -> None:
        """Bear that there is no such object; that there is no such bucket says nothing of the object.

        Raises:
            StoreError: there is no such bucket.
        """
        code = _CODE.search(str(error))
        if code is not None and code[1] == "NoSuchBucket":
            raise self.refused(error) from error

    def _connected(self, **patience: timedelta) -> S3Store:
        address = self.address
        options: Any = {"allow_http": address.endpoint.startswith("http://"), "connect_timeout": CONNECT, **patience}
        config: Any = {
            "endpoint": address.endpoint, "aws_endpoint_url_s3": address.endpoint, "region": address.region,
            "virtual_hosted_style_request": False, "disable_bulk_delete": True, **_key(address),
        }  # fmt: skip
        prefix = address.prefix or None
        tries: Any = TRIES
        return S3Store(address.bucket, prefix=prefix, config=config, client_options=options, retry_config=tries)


def _key(address: ArchiveAddress) -> dict[str, str]:
    """Return the key of the file that *address* names; nothing where the environment has it.

    Raises:
        StoreError: neither has one. Without one the library would ask the network for it.
    """
    if address.credentials is None:
        if not (os.environ.get("AWS_ACCESS_KEY_ID") and os.environ.get("AWS_SECRET_ACCESS_KEY")):
            raise StoreError("away", f"There is no key for the snapshots at {address}; {NO_KEY}.")
        return {}
    path = Path(address.credentials).expanduser()
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise StoreError("away", f"{path} holds a key and may be read by others; chmod 600 {path}")
        found = configparser.ConfigParser(interpolation=None)
        found.read_string(path.read_text("utf-8"))
        profile = found["default"]
        return {name: profile[name] for name in _KEYS if name in profile or name in _KEYS[:2]}
    except OSError as error:
        raise StoreError("away", f"{path}, the key for {address}, cannot be read: {error.strerror}.") from error
    except (configparser.Error, KeyError, UnicodeDecodeError) as error:
        form = "[default], then aws_access_key_id = ... and aws_secret_access_key = ... on a line each"
        raise StoreError("away", f"{path} holds no key for {address}; it takes {form}.") from error


class _Stream(RawIOBase):
    """The bytes of an object, as they come."""

    def __init__(self, client: Client, pieces: Iterator[Any]) -> None:
        self._client, self._pieces, self._left = client, pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            try:
                piece = next(self._pieces, None)
            except (BaseError, OSError) as error:
                raise self._client.refused(error) from error
            if piece is None:
                return 0
            self._left = memoryview(bytes(piece))
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size
