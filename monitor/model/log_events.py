"""What the program tells its log: an event in words for people, with fields for machines."""

from __future__ import annotations

from typing import Literal, Protocol

Level = Literal["debug", "info", "warning", "error"]
"""debug: told with -v alone; info: what people want to know; warning: told even with -q; error: of the program."""


class Say(Protocol):
    """Tells the log an event: soon, without waiting, without failing."""

    def __call__(self, event: str, /, *, level: Level = "info", **fields: object) -> None:
        """Tell of *event*.

        Args:
            event: a sentence for people; the log makes it harmless.
            level: how much it matters.
            fields: what machines look for: ``page``, ``check`` (the ledger's number of it), ``host``, ``outcome``,
                ``reason``, ``seconds``, ``channel``; None where it is not known. ``exc_info`` is an exception.
        """


def unheard(event: str, /, *, level: Level = "info", **fields: object) -> None:
    """Tell nobody."""
