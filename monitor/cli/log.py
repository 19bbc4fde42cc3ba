"""The service's log: a line that cannot be written is lost, and nothing else is.

An event is a sentence for people with fields for machines (`monitor.model.log_events`). It is written as a line for
people, or as one JSON object in one line. What libraries log, and what ends a thread, comes the same way.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import threading
from collections.abc import Callable, Collection, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import TracebackType
from typing import Any

from monitor.model.log_events import Level
from monitor.model.sanitize import json_text, masked, shortened, visible_lines

MOST_LINES = 1_000  # that wait for a reader who is slow
MOST_TEXT = 16_000  # characters of an event: a configuration may have many mistakes
MOST_FIELD = 300  # characters of a field
STDERR = 2
PRIORITIES = {"debug": 7, "info": 6, "warning": 4, "error": 3, "critical": 2}  # of sd-daemon(3)
LEVELS: dict[int, Level] = {logging.DEBUG: "debug", logging.INFO: "info", logging.WARNING: "warning"}

Event = MutableMapping[str, Any]
Render = Callable[[object, str, Event], str | bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How events are written."""

    form: str = "console"  #: console, json
    least: Level = "info"  #: events that matter less are not written
    for_journal: bool = False  #: each line begins with its priority, as the journal of systemd takes it


class Log:
    """Events on stderr, each with its time, written by a thread of its own; use it as a context manager.

    The reader may have gone, the disk may be full, the terminal may be stopped: none of it may hold up the service. It
    writes past `sys.stderr`, whose buffer would keep what failed, and fail again.
    """

    def __init__(self, now: Callable[[], datetime], style: Style = Style(), to: int = STDERR) -> None:
        self._now, self._style, self._to = now, style, to
        self._secrets: Collection[str] = ()
        self._lost = self._told = 0  #: events that nobody read in time, and of how many that was said
        self._lines: queue.Queue[bytes | None] = queue.Queue(MOST_LINES)
        self._thread = threading.Thread(target=self._write, name="log", daemon=True)
        self._from_libraries = _FromLibraries(self)

    @cached_property
    def _logger(self) -> Any:
        """Structlog's logger: made for the first event that is written, for many commands have none."""
        import structlog
        from structlog.processors import ExceptionRenderer, JSONRenderer, LogfmtRenderer

        if self._style.form == "json":
            self._render: Render = JSONRenderer(serializer=_serialized)
        else:
            self._render = _Console(LogfmtRenderer(bool_as_flag=False) if self._style.least == "debug" else None)
        return structlog.wrap_logger(
            _Lines(self._take),
            processors=[
                ExceptionRenderer(),
                self._harmless,
                self._rendered,
            ],
            wrapper_class=structlog.BoundLogger,
        )

    def say(self, event: str, /, *, level: Level = "info", **fields: object) -> None:
        """Write *event* soon; never wait, never fail. It is a `Say`."""
        if PRIORITIES[level] <= PRIORITIES[self._style.least]:
            getattr(self._logger, level)(event, **fields)

    def hide(self, secrets: Collection[str]) -> None:
        """Write none of *secrets* from now on, whoever says them: libraries know nothing of ours."""
        self._secrets = secrets

    def _harmless(self, _logger: object, level: str, event: Event) -> Event:
        """Return *event* with its time and level, and with no text that could do harm or fill the disk."""
        text, exception = event.pop("event"), event.pop("exception", None)
        made: Event = {"timestamp": f"{self._now():%Y-%m-%dT%H:%M:%SZ}", "level": level, "event": self._bare(text)}
        made.update({key: _field(value) for key, value in event.items() if value is not None})
        if exception:
            made["exception"] = self._bare(exception)
        return made

    def _bare(self, text: str) -> str:
        if len(text) > MOST_TEXT:
            text = f"{text[:MOST_TEXT]} ..."
        return visible_lines(masked(text, self._secrets) if self._secrets else text)

    def _rendered(self, logger: object, level: str, event: Event) -> str:
        text = str(self._render(logger, level, event))
        if not self._style.for_journal:
            return text
        return "\n".join(f"<{PRIORITIES[level]}>{line}" for line in text.split("\n"))

    def _take(self, text: str) -> None:
        try:
            self._lines.put_nowait(f"{text}\n".encode("utf-8", "replace"))
        except queue.Full:
            self._lost += 1  # two threads may count one together: it is told as that

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            with suppress(OSError):
                while line:
                    line = line[os.write(self._to, line) :]
            if self._lost > self._told and self._lines.empty():
                self._told = self._lost
                self.say(
                    f"{self._told} events or more are lost by now: they were not read fast enough.", level="warning"
                )

    def _died(self, died: threading.ExceptHookArgs) -> None:
        """Say that a thread has died of what nobody had foreseen."""
        if died.exc_value is not None and died.exc_type is not SystemExit:
            name = died.thread.name if died.thread else "unknown"
            self.say(f"The thread {name} has died: {died.exc_value!r}", level="error", exc_info=died.exc_value)

    def __enter__(self) -> Log:
        """Begin to write; what libraries log, and what threads die of, is written, too."""
        self._thread.start()
        self._hook, threading.excepthook = threading.excepthook, self._died
        logging.getLogger().addHandler(self._from_libraries)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is left, unless nobody reads it."""
        logging.getLogger().removeHandler(self._from_libraries)
        threading.excepthook = self._hook
        with suppress(queue.Full):
            self._lines.put(None, timeout=0.5)
        self._thread.join(timeout=0.5)


def is_journal(environ: Mapping[str, str]) -> bool:
    """Return whether stderr leads to the journal of systemd (`JOURNAL_STREAM`, systemd.exec(5))."""
    try:
        found = os.fstat(STDERR)
    except OSError:
        return False
    return environ.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


class _Lines:
    """What structlog writes to."""

    def __init__(self, take: Callable[[str], None]) -> None:
        self.debug = self.info = self.warning = self.error = take


class _Console:
    """Writes an event for people: its time, its sentence, and its fields where somebody wants to know more."""

    def __init__(self, fields: Render | None) -> None:
        self._fields = fields

    def __call__(self, logger: object, level: str, event: Event) -> str:
        """Return the line, or lines where the sentence has several."""
        exception = event.pop("exception", "")
        line = f"{event.pop('timestamp')}  {event.pop('event')}"
        if self._fields is not None:
            line = f"{line}  {self._fields(logger, level, event)!s}"
        return f"{line}\n{exception}" if exception else line


class _FromLibraries(logging.Handler):
    """Writes what libraries warn of."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write *record*, or that it cannot be."""
        try:
            said = record.getMessage()
        except Exception as error:  # noqa: BLE001 (what a library logs is its own affair)
            said = f"{record.msg} ({error!r})"
        level = LEVELS.get(record.levelno, "error")
        self._log.say(f"{record.name}: {said}", level=level, logger=record.name, exc_info=record.exc_info)


def _field(value: object) -> object:
    """Return the value of a field as it is written."""
    return value if isinstance(value, bool | int | float) else shortened(str(value), MOST_FIELD)


def _serialized(event: Event, **_options: object) -> str:
    return json_text(json.dumps(event, ensure_ascii=False))
