"""A table whose heads were given other names: what stands under them says which is which."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from compare_read import changes_of, read, told_of

HEADS = ("Inmates", "Staff", "Complaints")
ROWS = {"Northern wing": ("1,412", "388", "103"), "Southern wing": ("967", "241", "210")}


def table(heads: Sequence[str] | None, rows: dict[str, Sequence[str]]) -> str:
    """Return a page with a table; without *heads*, of rows alone."""
    head = "".join(f"<th>{one}</th>" for one in heads or ())
    lines = [f"<tr><td></td>{head}</tr>"] if heads else []
    lines += [f"<tr><th>{name}</th>{''.join(f'<td>{one}</td>' for one in cells)}</tr>" for name, cells in rows.items()]
    return f"<h2>Prisons</h2><p>The table is made each week.</p><table>{''.join(lines)}</table>"


MOVED = ROWS | {"Southern wing": ("967", "241", "212")}
STANDS = [
    ("other heads", HEADS, ROWS, ("Prisoners", "Officers and others", "Grievances"), ROWS, []),
    ("other heads, a cell moved", HEADS, ROWS, ("Prisoners", "Officers", "Complaints"), MOVED, ["210 -> 212"]),
    ("one other head, moved as well", HEADS, ROWS, ("Inmates", "Staff", "Grievances"), MOVED, ["210 -> 212"]),
    ("heads went", HEADS, ROWS, None, ROWS, []),
    ("heads went, a cell moved", HEADS, ROWS, None, MOVED, ["210 -> 212"]),
    ("heads came", None, ROWS, HEADS, ROWS, []),
    (
        "other rows' names",
        HEADS,
        ROWS,
        HEADS,
        {"Block A": ("1,412", "388", "103"), "Block B": ("967", "241", "210")},
        [],
    ),
    (
        "other heads, in another order",
        ("Inmates", "Staff"),
        {"North": ("1,412", "388"), "South": ("967", "241")},
        ("Officers", "Prisoners"),
        {"North": ("388", "1,412"), "South": ("241", "967")},
        [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("heads", "rows", "new_heads", "new_rows", "expected"), [one[1:] for one in STANDS])
def test_what_stands_under_a_head_of_another_name_goes_on(
    heads: Sequence[str] | None,
    rows: dict[str, Sequence[str]],
    new_heads: Sequence[str] | None,
    new_rows: dict[str, Sequence[str]],
    expected: list[str],
) -> None:
    assert told_of(read(table(heads, rows)), read(table(new_heads, new_rows))) == expected


LARGE = {"A": ("1,412", "1,500"), "B": ("977", "988")}
SMALL = {"A": ("1,412", "1"), "B": ("7", "0")}
SLID = {"A": ("1,500", "1,412"), "B": ("988", "977")}
APART = [
    ("another column", ("Inmates", "Staff"), ("Inmates", "Visits"), {"A": ("1,412", "388")}, {"A": ("1,412", "412")}),
    ("zeros and ones", ("Inmates", "Escapes"), ("Inmates", "Fires"), SMALL, SMALL),
    ("another month", ("June", "July"), ("July", "October"), LARGE, SLID),
    ("another number", ("Block 1", "Block 2"), ("Block 1", "Block 3"), LARGE, LARGE),
]


@pytest.mark.parametrize(("heads", "new_heads", "rows", "new_rows"), [one[1:] for one in APART])
def test_what_is_under_another_head_is_another_figure(
    heads: Sequence[str],
    new_heads: Sequence[str],
    rows: dict[str, Sequence[str]],
    new_rows: dict[str, Sequence[str]],
) -> None:
    found = changes_of(read(table(heads, rows)), read(table(new_heads, new_rows)))
    gone = {one.old.surface for one in found if one.old is not None and one.new is None}
    assert gone == {cells[-1 if heads[0] == new_heads[0] else 0] for cells in rows.values()}
