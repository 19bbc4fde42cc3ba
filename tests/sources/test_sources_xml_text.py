"""XML is mended where characters alone are at fault, and left alone where none is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from monitor.sources.xml_text import well_written

MENDED = {
    "?a=1&b=2&amp;c=3": "?a=1&amp;b=2&amp;c=3",
    "Arms & legs &": "Arms &amp; legs &amp;",
    "Diputaci&oacute;n&nbsp;": "Diputación\u00a0",
    "&lt;b&gt; &quot;&apos;": "&lt;b&gt; &quot;&apos;",
    "&unheard;": "&amp;unheard;",
    "&#233;&#xE9;&#XE9;": "&#233;&#xE9;&#xE9;",
    "&#0;&#xD800;&#99999999;&#;&#x;": "&amp;#0;&amp;#xD800;&amp;#99999999;&amp;#;&amp;#x;",
    "a\x00b\x0bc\ud800d\tE": "abcd\tE",
    "<![CDATA[a & b &eacute;]]> & c": "<![CDATA[a & b &eacute;]]> &amp; c",
    "<![CDATA[a & b": "<![CDATA[a &amp; b",
}


@pytest.mark.parametrize("text", MENDED)
def test_characters_are_mended(text: str) -> None:
    assert well_written(text) == MENDED[text]
    assert well_written(MENDED[text]) == MENDED[text]


@given(st.text(st.characters(exclude_characters="<>[]"), max_size=60))
def test_any_text_can_stand_in_an_element(text: str) -> None:
    assert etree.fromstring(f"<a>{well_written(text)}</a>").tag == "a"
