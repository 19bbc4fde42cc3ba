"""What is not as it should be, as verifying tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One thing that is not as it should be."""

    kind: str  #: ``ledger``, ``reference``, ``claim``, ``lost``, ``chain``, ``timestamp`` or ``stray``
    what: str  #: the table or the file
    detail: str  #: one sentence
    advice: str  #: what cures it, one sentence
    page_id: str | None = None  #: whose it is, where it is one page's
    digest: str | None = None  #: sha256 that the lost file should have

    def __str__(self) -> str:
        return f"{self.what}: {self.detail} {self.advice}".strip()


def broken(page_id: str, why: str) -> Flaw:
    """Return that the chain of a page does not hold, and *why*."""
    return Flaw(
        kind="chain", what="snapshots", page_id=page_id, detail=f"The chain of {page_id} is broken: {why}.",
        advice="Somebody altered the ledger, or the disk did; compare it with a backup.",
    )  # fmt: skip
