"""The names of snapshots: PAGE/NUMBER-TIME-DIGEST.KIND.gz, which people can read and sort, wherever they lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.errors import StoreError

_KINDS = {
    "html": "html", "xhtml": "html", "pdf": "pdf", "plain": "txt", "json": "json", "feed": "json", "xml": "xml",
    "atom": "xml", "rss": "xml", "rdf": "xml",
}  # fmt: skip
_ID = r"[a-z0-9][a-z0-9_-]{0,63}(?:\.[a-z0-9][a-z0-9_-]{0,63})?"  # with a dot: found by a source
_FORM = re.compile(
    rf"(?P<page>{_ID})/(?P<number>[0-9]{{8,}})-(?P<at>[0-9]{{8}}T[0-9]{{6}}Z)-(?P<digest>[0-9a-f]{{12}})"
    r"\.(?P<kind>html|pdf|txt|json|xml|bin)\.gz"
)
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the name of a snapshot says."""

    page_id: str
    number: int
    at: datetime
    digest: str  #: sha256 of the bytes; its first twelve digits where it was read from a name
    content_type: str | None

    @property
    def file(self) -> str:
        """Return the path below the place of all snapshots."""
        subtype = (self.content_type or "").split(";")[0].rpartition("/")[2].split("+")[0].strip().lower()
        kind = _KINDS.get(subtype, "bin")
        return f"{self.page_id}/{self.number:08d}-{self.at.astimezone(UTC):{_TIME}}-{self.digest[:12]}.{kind}.gz"


def named(file: str) -> Named | None:
    """Return what the name *file* says; None for one that this program gives to no snapshot."""
    found = _FORM.fullmatch(file)
    if found is None:
        return None
    try:
        at = datetime.strptime(found["at"], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return Named(page_id=found["page"], number=int(found["number"]), at=at, digest=found["digest"], content_type=None)


def is_name(file: str) -> bool:
    """Return whether *file* has the form of a snapshot's name; none that has it leads out of its place."""
    return _FORM.fullmatch(file) is not None


def refuse_other(file: str) -> None:
    """Refuse a name that is no snapshot's.

    Raises:
        StoreError: it is none.
    """
    if not is_name(file):
        raise StoreError("damaged", f"'{file}' is no name of a snapshot.")
