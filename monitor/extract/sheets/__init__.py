"""Sheets of cells to blocks: workbooks, comma-separated values and data, each cell keyed by what heads it.

In the order in which data passes: `workbook` (with `percentages`), `delimited` and `data` (with `paths`) read bytes
into sheets of `cells`, `table_bounds` tells tables from the notes around them, `key_columns` says which cells head
which, `sheet_blocks` makes blocks of all that, and `sheet_text` the text.
"""

from __future__ import annotations
