"""What rich draws for a terminal, as a string: with colours where they are asked for, else without any escape."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.console import Console, RenderableType

NARROW = 40  # below it sentences are not legible


def printed(parts: Iterable[RenderableType], *, width: int, colour: bool) -> str:
    """Return *parts* one under the other.

    Args:
        parts: what is drawn.
        width: columns of the terminal.
        colour: whether to write ANSI colours: for a terminal, unless NO_COLOR is set. Without, no escape is written.
    """
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, NARROW),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))
