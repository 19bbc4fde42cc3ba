"""Bytes to characters, and characters that are no text (FAULTS N22, C11 to C13)."""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata

import pytest
from extract_fakes import fetched, text_of

from monitor.extract import characters, judge, read
from monitor.model.sanitize import INVISIBLE, JOINERS

WORDS = "Prix : 5 € – « déjà »"
META = '<meta charset="{}">'


def html(head: str = "", words: str = WORDS) -> str:
    return f"<!doctype html><html><head>{head}</head><body><p>{words}</p></body></html>"


FIXTURES = [
    ("utf-8 by header", html().encode(), "text/html; charset=utf-8", WORDS),
    ("utf-8 by nothing", html().encode(), None, WORDS),
    ("utf-8 by meta", html(META.format("utf-8")).encode(), "text/html", WORDS),
    ("1252 by nothing", html().encode("cp1252"), "text/html", WORDS),
    ("1252 by header", html().encode("cp1252"), "text/html; charset=windows-1252", WORDS),
    ("1252 called latin-1", html().encode("cp1252"), "text/html; charset=ISO-8859-1", WORDS),
    ("1252 by meta", html(META.format("windows-1252")).encode("cp1252"), "text/html", WORDS),
    ("header beats meta", html(META.format("iso-8859-1")).encode(), "text/html; charset=utf-8", WORDS),
    ("mark beats header", codecs.BOM_UTF8 + html().encode(), "text/html; charset=iso-8859-1", WORDS),
    ("utf-16 by mark", codecs.BOM_UTF16_LE + html().encode("utf-16-le"), "text/html; charset=utf-8", WORDS),
    ("utf-16 big end by mark", codecs.BOM_UTF16_BE + html().encode("utf-16-be"), None, WORDS),
    ("unknown codec by header", html().encode(), "text/html; charset=x-nonsense", WORDS),
    ("latin-2", html(words="Łódź").encode("iso-8859-2"), "text/html; charset=iso-8859-2", "Łódź"),
    ("japanese by meta", html(META.format("shift_jis"), "千人").encode("shift_jis"), "text/html", "千人"),
]


@pytest.mark.parametrize(
    ("body", "content_type", "words"), [row[1:] for row in FIXTURES], ids=[row[0] for row in FIXTURES]
)
def test_characters_are_those_that_were_meant(body: bytes, content_type: str | None, words: str) -> None:
    assert read(body, content_type=content_type).content == words


@pytest.mark.parametrize(
    "name",
    ["hex", "zlib", "base64", "rot13", "idna", "punycode", "undefined", "unicode_escape", "utf-7", "cp037", "x\x00"],
)
def test_a_name_of_no_encoding_of_the_web_says_nothing(name: str) -> None:
    assert read(html().encode(), content_type=f"text/html; charset={name}").content == WORDS
    assert read(html(META.format(name)).encode(), content_type="text/html").content == WORDS


@pytest.mark.parametrize("name", ["utf-16", "utf-16le", "utf-32"])
def test_a_declaration_that_can_be_read_is_not_in_wide_letters(name: str) -> None:
    assert read(html(META.format(name)).encode(), content_type="text/html").content == WORDS


def test_plain_text_cannot_declare_its_encoding() -> None:
    assert read(b'about <meta charset="utf-16"> tags\n').content.startswith("about")


def test_bytes_that_are_not_what_the_header_says_are_suspect() -> None:
    body = html(words="déjà vu à Calais, où 7 000 réfugiés étaient déjà là").encode("cp1252")
    text = read(body, content_type="text/html; charset=utf-8")
    assert "encoding_damaged" in text.notes
    doubt = judge(fetched(body), text, 1, None)
    assert doubt is not None
    assert (doubt.reason, doubt.hard) == ("encoding", True)


def test_one_stray_byte_in_a_long_page_is_noted_and_believed() -> None:
    body = html(words="Calais compte 7 000 réfugiés. " * 100).encode() + b"<p>\xe9t\xe9</p>"
    text = read(body, content_type="text/html")
    assert "7 000 réfugiés" in text.content
    assert "encoding_damaged" in text.notes
    assert judge(fetched(body), text, 5, None) is None


CONTROLS = [
    ("5\x00000", "5000"),  # as browsers show it (WHATWG HTML, 13.2.6.4.7)
    ("5\x01000", "5 000"),
    ("5\x0b000", "5 000"),
    ("5\x7f000", "5 000"),
    ("5 \x80 and \x96", "5 € and –"),
    ("&#150; 5", "– 5"),
    ("5\ufffe000", "5\ufffd000"),
    ("5\ufdd0000", "5\ufffd000"),
    ("&#1;5", "5"),
]


@pytest.mark.parametrize(("words", "content"), CONTROLS)
def test_controls_are_normalised(words: str, content: str) -> None:
    found = text_of(f"<p>{words}</p>").content
    assert found == content
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or 0xFDD0 <= ord(c) <= 0xFDEF for c in found)
    found.encode("utf-8")


SUSPICIOUS = [
    ("5\u202e0%", True),
    ("5\u200b000 people", True),
    ("1\u2060000", True),
    ("５００ people", True),
    ("5\u041e0 people", True),
    ("50\u0665 people", True),
    ("\u202d7,000", True),
    ("7\u00a0000 personnes – déjà", False),
    ("zero\u200bwidth in words", False),
    ("7,000 people", False),
    ("10 °C et 5 €", False),
    ("12 km² – 3½ h", False),
    ("Так сказано 5 раз \U0001f600", False),
]
EVERY = "".join(map(chr, range(sys.maxunicode + 1)))


def is_no_text(character: str) -> bool:
    """Return whether Unicode calls *character* a control, a surrogate or a noncharacter."""
    code = ord(character)
    is_noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return is_noncharacter or (unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\n\r")


def test_of_all_characters_those_that_are_no_text_go_and_no_others() -> None:
    taken = [character for character in EVERY if is_no_text(character)]
    kept = EVERY.translate(dict.fromkeys(map(ord, taken)))
    assert characters.clean(kept) == (kept, False)
    assert [character for character in taken if characters.clean(f"5{character}0") == (f"5{character}0", False)] == []


@pytest.mark.parametrize("kind", [f"[{INVISIBLE}{JOINERS}]", "[\uff10-\uff19\U0001d7ce-\U0001d7ff]", "[٠-٩۰-۹०-९০-৯]"])
def test_every_character_that_disguises_a_number_is_noticed(kind: str) -> None:
    for character in re.findall(kind, EVERY):
        assert characters.is_suspicious(f"The 5{character} people"), f"U+{ord(character):04X}"


@pytest.mark.parametrize(("words", "suspicious"), SUSPICIOUS)
def test_characters_that_disguise_numbers_are_noted(words: str, suspicious: bool) -> None:
    text = text_of(f"<p>{words}</p>")
    assert ("suspicious_chars" in text.notes) is suspicious
