"""Where times and values lie on the picture, and how its elements are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from lxml import etree

from monitor.model.sanitize import visible
from monitor.report.timelines.time_axis import TimeAxis
from monitor.report.timelines.timeline import Unseen
from monitor.report.timelines.value_axis import ValueAxis

_NARROWEST = 1.5  # of a spell that is drawn; what lies nearer to the one before is one with it
_SVG = "http://www.w3.org/2000/svg"
_SPACES: dict[Any, str] = {None: _SVG}  # of names: what lxml's stubs do not know may be None
Element = etree._Element  # noqa: SLF001 (lxml has no other name for it)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The part of a picture in which values are drawn, in its own units."""

    left: float
    right: float
    top: float
    bottom: float
    times: TimeAxis
    values: ValueAxis

    def x(self, at: datetime) -> float:
        """Return where a time lies."""
        return self.left + self.times.share(at) * (self.right - self.left)

    def y(self, value: Decimal) -> float:
        """Return where a value lies."""
        return self.bottom - self.values.share(value) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a picture from left to right."""

    left: float
    right: float
    is_seen: bool = True
    spells: tuple[Unseen, ...] = ()  #: what it stands for, where it is not seen


def stretches_unseen(spells: Iterable[Unseen], frame: Frame) -> list[Stretch]:
    """Return where *spells*, in the order of time, lie: those that cannot be told apart are one."""
    found: list[Stretch] = []
    for spell in spells:
        left, right = frame.x(spell.since), frame.x(spell.until or frame.times.ends)
        if found and left - found[-1].right < _NARROWEST:
            last = found.pop()
            left, right, own = last.left, max(right, last.right), (*last.spells, spell)
        else:
            own = (spell,)
        found.append(Stretch(left, right, is_seen=False, spells=own))
    return [one for one in found if one.right - one.left >= _NARROWEST]


def parted(left: float, right: float, unseen: Iterable[Stretch]) -> list[Stretch]:
    """Return what lies from *left* to *right*, parted at where the page was not seen."""
    parts: list[Stretch] = []
    for spell in unseen:
        begins, ends = max(spell.left, left), min(spell.right, right)
        if begins >= ends:
            continue
        if begins > left:
            parts.append(Stretch(left, begins))
        parts.append(Stretch(begins, ends, is_seen=False, spells=spell.spells))
        left = ends
    return parts if parts and left >= right else [*parts, Stretch(left, right)]


def add(parent: Element, name: str, text: str = "", **attributes: object) -> Element:
    """Add an element to *parent*, its texts made harmless; ``kind`` is its class, ``_`` in a name stands for ``-``."""
    found = new(name, text, **attributes)
    parent.append(found)
    return found


def new(name: str, text: str = "", **attributes: object) -> Element:
    """Return an element that has no parent yet, as `add` makes it."""
    found = etree.Element(f"{{{_SVG}}}{name}", None, _SPACES)
    for key, value in attributes.items():
        attribute = "class" if key == "kind" else key.replace("_", "-")
        found.set(attribute, f"{value:.1f}" if isinstance(value, float) else visible(str(value)))
    if text:
        found.text = visible(text)
    return found
