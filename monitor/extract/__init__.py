"""Reads bytes into a text of ordered blocks, and tells an answer that is not the page from one that is.

Pure: bytes and values in, values out.
"""

from __future__ import annotations

from monitor.extract.hiding import WHOLE, unread, whole
from monitor.extract.reading import is_guarded, read
from monitor.extract.wrong_answers import judge

__all__ = ["WHOLE", "is_guarded", "judge", "read", "unread", "whole"]
