"""What a view sends holds nothing that a page, or a person, could have put there to run, load or lead elsewhere."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

ACTIVE = frozenset({
    "iframe", "object", "embed", "applet", "base", "img", "image", "video", "audio", "source", "frame", "frameset",
    "math", "marquee", "template", "noscript", "style", "use", "animate", "set", "foreignobject", "keygen", "plaintext",
})  # fmt: skip
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f\U0001fffe]"
)
_SCRIPT = "/static/review.js"
_OURS = re.compile(r"/(?!/)|#|\?")


def assert_passive_view(document: str) -> None:
    """Parse *document* as a browser would and assert that all that runs in it, loads or is sent is our own."""
    assert not HIDDEN.search(document)
    for element in lxml_html.document_fromstring(document).iter():
        assert isinstance(element.tag, str), f"comment or instruction: {etree.tostring(element)!r}"
        assert element.tag.lower() not in ACTIVE, element.tag
        for name, value in element.attrib.items():
            assert not str(name).startswith("on"), (element.tag, name)
            assert name not in {"style", "srcdoc", "formaction", "ping", "background", "xlink:href"}, (
                element.tag,
                name,
            )
            if name in {"href", "action", "src"}:
                outside = element.tag == "a" and re.match(r"https?://[\w.]", str(value))
                assert outside or _OURS.match(str(value)), (element.tag, name, value)
        if element.tag == "script":
            assert (element.get("src"), element.text) == (_SCRIPT, None)
        if element.tag == "meta":
            assert element.get("http-equiv") is None
        if element.tag == "link":
            assert re.match(r"/style\.css\?|/static/icon\.svg$", str(element.get("href")))
