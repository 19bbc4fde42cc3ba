"""Plain text files: the content is the file, blocks are lines or paragraphs."""

from __future__ import annotations

import pytest

from monitor.extract import read
from monitor.model import BlockKind

CASES = [
    ("one\ntwo\n", ["one", "two"]),
    ("one\r\ntwo\r\n", ["one", "two"]),
    ("one\ntwo\n\nthree\n", ["one\ntwo", "three"]),
    ("one\r\ntwo\r\n\r\nthree", ["one\r\ntwo", "three"]),
    ("one\n  \ntwo\nthree", ["one", "two\nthree"]),
    ("  one  \n\n\n\n two\n", ["one", "two"]),
    ("Of these:\n- 12 left\n- 7 stayed\n\nEnd.", ["Of these:", "12 left", "7 stayed", "End."]),
    ("a\n\n- one\n  more\n- two", ["a", "one\n  more", "two"]),
    ("a\n\n1. one\n2) two\n(3) three", ["a", "one", "two", "three"]),
    ("a\n\n* one\n• two\n– three", ["a", "one", "two", "three"]),
    ("a\n\n# Head\ntext", ["a", "Head\ntext"]),
    ("in 2015\n28 networks\n\nb", ["in 2015\n28 networks", "b"]),
    ("-5 degrees\n\nb", ["-5 degrees", "b"]),
    ("one\fnext page\n\nx", ["one", "next page", "x"]),
    ("", []),
    (" \n \n", []),
    ("\ufeffone\n\ntwo", ["one", "two"]),
]


@pytest.mark.parametrize(("content", "expected"), CASES)
def test_blocks(content: str, expected: list[str]) -> None:
    text = read(content.encode())
    assert [text.of(block) for block in text.blocks] == expected
    assert text.kind == "text"


def test_the_content_is_the_file_as_it_stands() -> None:
    content = "Crète\r\n\r\n  7 000 personnes\r\nà Calais\r\n"
    assert read(content.encode()).content == content


def test_list_items_know_their_lead_and_heading() -> None:
    text = read(b"# Camp\n\nOf these:\n- 12 left\n- 7 stayed\n")
    item = text.blocks[-1]
    assert (item.kind, item.level) == (BlockKind.LIST_ITEM, 1)
    assert item.lead is not None
    assert text.of(text.blocks[item.lead]) == "Of these:"
    assert item.heading is not None
    assert text.of(text.blocks[item.heading]) == "Camp"


def test_controls_are_replaced_one_for_one() -> None:
    text = read(b"5\x01000 people\x0bnext\n\nx")
    assert text.content == "5 000 people\nnext\n\nx"
    assert "control_characters" in text.notes
