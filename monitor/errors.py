"""The exceptions of the program: one tree, whose members carry fields rather than sentences to search.

"Nothing changed", "not modified" and "no figure found" are values, not exceptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class MonitorError(Exception):
    """Any failure that the program foresaw; what a door prints is ``str(error)``."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a configuration file."""

    file: Path
    line: int | None  #: 1 for the first line; None when the whole file is meant
    message: str  #: what is wrong and what to write instead, in one sentence

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else f"{self.file}"
        return f"{where}: {self.message}"


class ConfigError(MonitorError):
    """The configuration cannot be used; carries every problem found, not the first alone."""

    SHOWN = 200  #: problems that are told, a line each; nobody reads more

    def __init__(self, problems: list[Problem]) -> None:
        lines = [str(problem) for problem in problems[: self.SHOWN]]
        if len(problems) > self.SHOWN:
            lines.append(f"... and {len(problems) - self.SHOWN:,} problems more; mend these first.")
        super().__init__("\n".join(lines))
        self.problems = problems


class PageError(MonitorError):
    """One page could not be read; recorded on its check, never stops the run.

    Attributes:
        reason: a stable slug, e.g. ``timeout_total`` or ``parser_limit``.
        detail: one sentence for people, page text never unescaped in it.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class FetchError(PageError):
    """The page could not be fetched."""

    def __init__(self, reason: str, detail: str, *, retryable: bool = True, status: int | None = None) -> None:
        super().__init__(reason, detail)
        self.retryable = retryable
        self.status = status


class TurnOverError(MonitorError):
    """A host was not asked, for it may be another's to ask by now: the check is put off, and no failure of its page."""

    def __init__(self, host: str) -> None:
        super().__init__(f"{host} was not asked: it is another's to ask.")
        self.host = host


class ExtractError(PageError):
    """Bytes arrived, but no text could be read from them (``nothing_selected``, ``parser_limit``, ``no_text``, ...)."""


class NotifyError(MonitorError):
    """A channel did not take a message.

    Attributes:
        detail: one sentence for people, without secrets.
        refused: the channel answered and does not want this message; another one may go through.
        partly: some of the channel's recipients have the message, and the others will never take it: to send it again
            would only repeat it.
    """

    def __init__(self, detail: str, *, refused: bool = False, partly: bool = False) -> None:
        super().__init__(detail)
        self.detail = detail
        self.refused = refused
        self.partly = partly


class StoreError(MonitorError):
    """The archive or the ledger cannot be used; stops the program and says how to restore.

    Attributes:
        reason: ``missing``, ``damaged``, ``newer``, ``full``, ``failing`` (the disk), ``readonly``, ``locked``,
            ``in_use`` (by another instance), ``lost`` (one snapshot, missing or altered), ``removed`` (one, by
            retention), ``away`` (an object store that is not reached or refuses), ``exists``, ``unknown``, ``defect``.
        detail: what to do now.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
