"""Who is told: which channels are owed which findings of a check, and word of its page's troubles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from monitor.model import Change, Channel, CheckResult, Owed, Page, findings_in

ECHO = "echo"  # the rule of a change that would be told, did it not repeat another


def routed(result: CheckResult, channels: Sequence[Channel]) -> CheckResult:
    """Return *result* with what *channels* are owed of it.

    Each gets of what is told what it wants. Of one person's channels, the first that wants a finding gets it.
    """
    said = [[change] for change in result.changes if change.told]
    heads = {some[0].series: some for some in said}
    for change in result.changes:
        if change.echo in heads and change.rule == ECHO:
            heads[change.echo].append(change)
    owed = tuple(_owed(said, channels, result.page)) if said else ()
    alarms = tuple(_alarmed(channels, result.page))
    return replace(result, owed=owed, alarms=alarms) if owed or alarms else result


def _owed(findings: Sequence[Sequence[Change]], channels: Sequence[Channel], page: Page) -> Iterable[Owed]:
    """Yield what each of *channels* is owed of *findings*: changes, each with those that say the same elsewhere."""
    heard: set[tuple[str, int]] = set()  # persons, and series whose change they hear of
    for channel in channels:
        asked = [some[0] for some in findings if _wants(channel, some, page)]
        wanted = [change for change in asked if not _has_heard(channel, change, heard)]
        if not wanted:
            continue
        if channel.person:
            heard |= {(channel.person, change.series) for change in wanted}
        series = None if len(wanted) == len(findings) else tuple(sorted({change.series for change in wanted}))
        yield Owed(channel=channel.name, series=series, findings=findings_in(wanted))


def _wants(channel: Channel, said: Sequence[Change], page: Page) -> bool:
    """Return whether *channel* wants a claim, wherever it stands on *page*: its figures may be of other indicators."""
    from monitor.compare import wants  # noqa: PLC0415 (most checks have nothing to tell)

    return any(wants(channel.wants, one, page, None, {one.series: one.indicators}) for one in said)


def _has_heard(channel: Channel, change: Change, heard: Collection[tuple[str, int]]) -> bool:
    return channel.person is not None and (channel.person, change.series) in heard


def _alarmed(channels: Iterable[Channel], page: Page) -> Iterable[str]:
    """Yield the channels that hear of troubles of *page*, one of each person."""
    heard: set[str] = set()
    for channel in channels:
        if channel.troubles and is_about(channel, page) and channel.person not in heard:
            heard |= {channel.person} if channel.person else set()
            yield channel.name


def is_about(channel: Channel, page: Page) -> bool:
    """Return whether *page* is one of those that *channel* hears of."""
    pages, tags = channel.wants.pages, channel.wants.tags
    return (not pages or page.is_one_of(pages)) and (not tags or not set(tags).isdisjoint(page.tags))
