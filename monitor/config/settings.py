"""What one who looks at the ledger alone needs of the configuration: no page is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from monitor.config.config_files import digest_of, named, read_all, text_of
from monitor.config.document import Document
from monitor.config.file_shapes import ServiceFile
from monitor.config.problems import validate
from monitor.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Which configuration it is, and some of what monitor.yaml says."""

    digest: str  #: as `Config.digest` has it
    channels: tuple[str, ...]  #: their names
    stamps: bool  #: an authority for trusted time is named
    disk_reserve: int | None
    time_zone: str


def settings(home: Path) -> Settings | None:
    """Return the settings of *home*; None where they have mistakes, which whoever loads all of it tells."""
    problems: list[Problem] = []
    contents = read_all(home, problems)
    _, path, _ = named(home)
    text = text_of(path, contents.get(path, b""), problems)
    document = Document(text or "", path)
    table = validate(document, ServiceFile)
    if problems or document.problems or table is None:
        return None
    return Settings(
        digest=digest_of(home, contents),
        channels=tuple(one.name for one in table.channels),
        stamps=table.timestamp is not None,
        disk_reserve=table.disk_reserve,
        time_zone=table.time_zone,
    )
