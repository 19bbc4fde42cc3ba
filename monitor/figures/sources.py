"""A place in a sentence that says who speaks."""

from __future__ import annotations

from dataclasses import dataclass

MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a sentence that says who speaks: ``name`` is None where it says that nobody is named."""

    at: int
    name: str | None
    pronoun: bool = False
    after: bool = False  #: stands after what it governs: ", said the mayor"
