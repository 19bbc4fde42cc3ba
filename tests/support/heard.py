"""A log that remembers what it was told."""

from __future__ import annotations

from monitor.model.log_events import Level


class Heard(list[str]):
    """The sentences that were told, in their order; `levels` and `fields` say more of each."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[Level] = []
        self.fields: list[dict[str, object]] = []

    @property
    def news(self) -> list[str]:
        """What is told to who has not asked for more."""
        return [event for event, level in zip(self, self.levels, strict=True) if level != "debug"]

    def say(self, event: str, /, *, level: Level = "info", **fields: object) -> None:
        """Hear of *event*."""
        self.append(event)
        self.levels.append(level)
        self.fields.append(fields)
