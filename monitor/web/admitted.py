"""Who may use the review page: their passwords and links, in one file beside the ledger that its owner alone reads.

It is not in the ledger, which is shared with others and copied about: no backup holds it. Passwords are kept as scrypt
makes them, links by their digests: the file lets nobody in.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import tempfile
import threading
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from werkzeug.security import check_password_hash, generate_password_hash

from monitor.errors import MonitorError
from monitor.store import OWNERS

SHORTEST = 12  # characters of a password; NIST SP 800-63B section 3.1.1 wants 15 where nothing else guards, or 8
LONGEST = 1_000
_HASHING = "scrypt:32768:8:1"  # werkzeug's: 32 MiB and some 0.1 s a try
_NOBODYS = f"{_HASHING}$nobody${'0' * 128}"  # what is tried against it takes as long, and is never right


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that signs somebody in."""

    digest: str  #: sha256 of the secret that stands in it, hexadecimal
    ends_at: datetime
    once: bool  #: it is used up by signing in


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Somebody who may sign in."""

    name: str
    epoch: str  #: sessions that bear another have ended
    password: str = ""  #: as scrypt makes it; "": none, a link signs them in
    may_act: bool = True  #: False: they may only read
    ends_at: datetime | None = None  #: from then on they may not even do that
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The whole file."""

    secret: str  #: signs sessions
    people: tuple[Known, ...] = ()

    def named(self, name: str) -> Known | None:
        """Return who is called *name*, however its letters are written."""
        return next((one for one in self.people if plain(one.name) == plain(name)), None)

    def having(self, known: Known) -> Book:
        """Return the book with *known* in the place of who is called so."""
        others = [one for one in self.people if plain(one.name) != plain(known.name)]
        return replace(self, people=tuple(sorted([*others, known], key=lambda one: plain(one.name))))

    def of_link(self, secret: str, now: datetime) -> tuple[Known, Link] | None:
        """Return whose link has *secret* in it, and the link; None when there is none, or it has ended."""
        digest = _digest(secret)
        pairs = ((one, link) for one in self.people for link in one.links)
        return next(((one, link) for one, link in pairs if link.digest == digest and now < link.ends_at), None)


_FILE = TypeAdapter(Book)


class People:
    """The people of one home, read anew whenever the file has changed: the command line changes it as well."""

    def __init__(self, folder: Path) -> None:
        """Prepare.

        Args:
            folder: of the ledger; the file is made in it when it is first needed.
        """
        self._folder, self._path = folder, folder / OWNERS
        self._reading, self._hashing = threading.Lock(), threading.Lock()
        self._seen: tuple[tuple[int, int, int], Book] | None = None

    def book(self) -> Book:
        """Return all of them.

        Raises:
            MonitorError: the file cannot be read, or is no longer what it was.
        """
        with self._reading:
            stamp = _stamp(self._path)
            if stamp is None:
                return self._change(lambda book: book)
            if self._seen is None or self._seen[0] != stamp:
                self._seen = stamp, self._read()
            return self._seen[1]

    def invite(self, name: str, now: datetime, ends_at: datetime, *, may_act: bool = True) -> str:
        """Make a link for *name*, who need not be known yet, and return the secret that stands in it.

        A person's link signs in once. A reader's does until it ends, and takes back the one before.

        Raises:
            MonitorError: *name* is a person, and the link would only let them read; or the other way round.
        """
        secret = secrets.token_urlsafe(32)
        link = Link(digest=_digest(secret), ends_at=ends_at, once=may_act)

        def invited(book: Book) -> Book:
            known = book.named(name) or Known(name=name.strip(), epoch=_epoch(), may_act=may_act)
            if known.may_act is not may_act:
                what = "a person who may review" if known.may_act else "a reader"
                raise MonitorError(f"{known.name} is {what}; take another name, or remove them first.")
            if not may_act:
                return book.having(replace(known, epoch=_epoch(), ends_at=ends_at, links=(link,)))
            open_still = tuple(one for one in known.links if now < one.ends_at)
            return book.having(replace(known, links=(*open_still, link)))

        self._change(invited)
        return secret

    def free_name(self, wanted: str) -> str:
        """Return *wanted*, or with a number after it: a name that nobody has."""
        names = (wanted if number == 1 else f"{wanted} {number}" for number in range(1, 10_000))
        book = self.book()
        return next(name for name in names if book.named(name) is None)

    def set_password(self, name: str, password: str) -> None:
        """Let *name*, who need not be known yet, sign in by *password* alone from now on; their sessions end.

        Raises:
            MonitorError: it is too short or too long, or *name* is a reader.
        """
        if not SHORTEST <= len(password) <= LONGEST:
            raise MonitorError(f"A password has {SHORTEST} to {LONGEST:,} characters; four words that you make up do.")
        made = generate_password_hash(_typed(password), _HASHING)

        def changed(book: Book) -> Book:
            known = book.named(name) or Known(name=name.strip(), epoch="")
            if not known.may_act:
                raise MonitorError(f"{known.name} is a reader; take another name, or remove them first.")
            return book.having(replace(known, password=made, epoch=_epoch(), links=()))

        self._change(changed)

    def remove(self, name: str) -> bool:
        """End all that *name* can do, from their next request on; return whether they were known."""
        was = self.book().named(name)
        if was is not None:
            self._change(lambda book: replace(book, people=tuple(one for one in book.people if one.name != was.name)))
        return was is not None

    def use(self, secret: str, now: datetime) -> Known | None:
        """Return whose link has *secret* in it; one that signs in once is used up. None when it leads nowhere."""
        found: list[Known] = []

        def used(book: Book) -> Book:
            pair = book.of_link(secret, now)
            if pair is None:
                return book
            known, link = pair
            found.append(known)
            return book.having(replace(known, links=tuple(one for one in known.links if one != link or not link.once)))

        if self.book().of_link(secret, now) is not None:
            self._change(used)
        return found[0] if found else None

    def checked(self, name: str, password: str) -> Known | None:
        """Return who is called *name*, if that is their password. It takes as long when nobody is."""
        known = self.book().named(name)
        kept = known.password if known and known.password else _NOBODYS
        with self._hashing:  # one at a time: a flood of tries costs one processor, and 32 MiB
            is_right = check_password_hash(kept, _typed(password))
        return known if is_right and known and known.password else None

    def _change(self, change: Callable[[Book], Book]) -> Book:
        """Write what *change* makes of the book as it is, one after the other with whoever else changes it."""
        with self._locked():
            is_there = _stamp(self._path) is not None
            before = self._read() if is_there else Book(secret=secrets.token_hex(32))
            after = change(before)
            if after != before or not is_there:
                self._write(after)
            return after

    def _read(self) -> Book:
        try:
            return _FILE.validate_json(self._path.read_bytes())
        except OSError as error:
            raise MonitorError(f"{self._path} cannot be read: {error.strerror}.") from error
        except ValidationError:
            said = f"{self._path} is damaged. Remove it: everybody then signs in anew, and passwords are set again."
            raise MonitorError(said) from None

    def _write(self, book: Book) -> None:
        """Replace the file in one step; its owner alone may read it (mkstemp), whoever may read the ledger."""
        temporary: Path | None = None
        try:
            handle, name = tempfile.mkstemp(prefix=f".{OWNERS}.", dir=self._folder)
            temporary = Path(name)
            with os.fdopen(handle, "wb") as file:
                self._give(handle)
                file.write(_FILE.dump_json(book, indent=1))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._path)
        except OSError as error:
            if temporary is not None:
                temporary.unlink(missing_ok=True)
            raise MonitorError(f"{self._path} cannot be written: {error.strerror}.") from error

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            handle = os.open(self._folder / f".{OWNERS}.lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        except OSError as error:
            raise MonitorError(f"{self._path} cannot be written: {error.strerror}.") from error
        try:
            self._give(handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _give(self, handle: int) -> None:
        """Give an open file to the owner of the folder: the service must read what root has made by a command."""
        owner = self._folder.stat().st_uid
        if os.fstat(handle).st_uid != owner:
            with suppress(PermissionError):  # only root can give files away
                os.fchown(handle, owner, -1)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def plain(name: str) -> str:
    """Return *name* as it is told from others, however its letters are written."""
    return unicodedata.normalize("NFKC", name.strip()).casefold()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _epoch() -> str:
    return secrets.token_hex(8)


def _typed(password: str) -> str:
    """Return *password* as it is hashed: keyboards write one letter in several ways."""
    return unicodedata.normalize("NFKC", password[:LONGEST])
