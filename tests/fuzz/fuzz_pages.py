"""Pages of our own to begin from, and what fuzzing does to them."""

from __future__ import annotations

from collections.abc import Sequence

from faults import statement
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from monitor.extract.tags import words

TABLE = """<!doctype html><html lang="fr"><head><title>Bilan du camp</title>
<meta property="article:modified_time" content="2020-03-18T10:00:00+01:00">
<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2020-03-18"}</script></head><body>
<nav><ul><li><a href="/">Accueil</a></li></ul></nav><main><h1>Bilan du camp</h1><p>Mis à jour le 18 mars 2020</p>
<p>Environ 7 000 personnes, dont 1 160 mineurs isolés&nbsp;; « 12,5 % de plus », selon la préfecture.</p>
<table><caption>Par mois</caption><thead><tr><th>Mois</th><th colspan=2>Personnes</th></tr></thead>
<tr><th scope=row>Janvier</th><td>6 100</td><td rowspan=2>1<sup>er</sup></td></tr>
<tr><th>Février</th><td>6 901</td></tr>
</table><ol><li>dont <b>1</b>60 arrivées</li><li hidden>non</li></ol>
<details><summary>Notes</summary>[1] Source.</details>
</main><footer>© 2020 – tél. 01 02 03 04 05</footer></body></html>"""
PLAIN = "Visits\n======\n\nIn March 1,160 people came, up from 1,000:\n\n- 27 children\n- 85 elders\n\nUpdated today.\n"
PAGES = [statement(), TABLE.encode(), TABLE.encode("cp1252"), PLAIN.encode(), "\ufeff".encode() + statement("9")]

TAGS = sorted(
    words(
        "p div span b i a sup sub br hr h1 h2 h6 ul ol li dl dt dd table caption thead tbody tr td th colgroup col nav "
        "main aside footer header form article section blockquote pre script style template noscript button select "
        "option optgroup time del ins svg math mi title base meta link body html head frameset iframe textarea input "
        "label fieldset legend details summary dialog ruby rt wbr abbr q font center marquee object video x-y"
    )
)
ATTRIBUTES = [
    "", " hidden", ' class="nav menu"', ' id="history"', ' style="display:none"', " colspan=3", " rowspan=99999999",
    " colspan=-1", ' role="main"', ' role="heading" aria-level="2"', ' href="#fn1"', ' class="footnote"',
    ' scope="row"',
    " datetime=2020-03-01", ' datetime="9999-99-99"', ' lang="tlh"', " x='", ' y="<p>', " =", " a=b" * 50, " /",
    ' charset="utf-16"', ' http-equiv="refresh" content="0;url=file:///"', ' name="robots" content=""', " \x00=1",
    ' type="application/ld+json"', ' type="password"', ' content="2020-02-30"', ' property="article:modified_time"',
]  # fmt: skip
WORDS = [
    "7,000 people", "1 160 personnes", "12,5 %", "£10m", "€ 5 –", "½", "²", "5\u202e0%", "５００", "٣٠٠", "1.2.3.4",
    "0" * 400,
    "9" * 5000, "1e999", "-", "to", "between 5 and 7", "Updated 3 March 2020", "31/02/2020", "Of these:", " ", "\n",
    "\t",
    "&amp;", "&#1;", "&#x110000;", "&#99999999999999999999;", "&nbsp", "&notanentity;", "&" * 40, "<", ">", "</", "<!",
    "<?",
    "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<!doctype html>", "&#xfdd0;", "&#xd800;", "\x00", "\x0b", "\x0c",
    "\x1b[31m",
    "\ufeff", "\ufffe", "e" + "\u0301" * 60, "\U0001f600", '{"dateModified": "', '{"a":' * 60, "[" * 200,
]  # fmt: skip
TOKENS: SearchStrategy[str] = st.one_of(
    st.builds(lambda tag, rest: f"<{tag}{rest}>", st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
    st.builds(lambda tag: f"</{tag}>", st.sampled_from(TAGS)),
    st.sampled_from(WORDS),
)
REPEATED = st.builds(
    lambda token, times: (token * times)[:40_000], TOKENS, st.sampled_from([1, 1, 1, 2, 30, 300, 2_500])
)
MARKUP: SearchStrategy[str] = st.lists(REPEATED, max_size=40).map("".join)
TYPES = st.sampled_from(
    [
        None, "", "text/html", "text/html; charset=utf-8", "text/html; charset=windows-1252", "text/plain",
        "application/json", "application/xhtml+xml", "application/pdf", "text/html; charset=utf-16",
        "text/html;charset=", "x", "image/png", ";;=",
    ]
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, pages: Sequence[bytes] = PAGES) -> bytes:
    """Return one of *pages* after some accidents."""
    page = draw(st.sampled_from(pages))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(page)))
        length = draw(st.sampled_from([0, 1, 2, 10, 100, 10**6]))
        kind = draw(st.sampled_from(["drop", "repeat", "insert", "flip", "cut"]))
        part = page[at : at + length]
        if kind == "drop":
            page = page[:at] + page[at + length :]
        elif kind == "repeat":
            page = page[:at] + part * draw(st.sampled_from([2, 5, 60])) + page[at + length :]
        elif kind == "insert":
            page = page[:at] + draw(REPEATED | TOKENS).encode("utf-8", "surrogatepass") + page[at:]
        elif kind == "flip":
            page = page[:at] + draw(st.binary(min_size=1, max_size=4)) + page[at + 1 :]
        else:
            page = page[:at]
        page = page[:200_000]
    return page
