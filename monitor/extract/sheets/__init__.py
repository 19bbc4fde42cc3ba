"""Sheets of cells to blocks: workbooks, comma-separated values and data, each cell keyed by what heads it.

In the order in which data passes: `workbook` and `delimited` read bytes into a `Sheet` of `entries`, `finding` tells
tables from the notes around them, `heading` says which cells head which, `drafting` makes blocks of all that.
"""

from __future__ import annotations
