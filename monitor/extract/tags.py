"""Facts about HTML elements (WHATWG HTML, sections 4 and 15)."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of *text*, for sets that read better as a line of prose."""
    return frozenset(text.split())


HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

SILENT = words(
    "script style template title meta link base svg canvas iframe object embed audio video map datalist rp rt "
    "noframes param source track del s strike frameset applet"
)
"""Elements whose content no reader sees as text of the page, or sees struck out.

`head` is none of them: libxml2 leaves in it what follows a title where a page writes no `<body>`.
"""

APART = words("img input hr svg canvas iframe object embed audio video select textarea")
"""Elements that stand between the words before and after: those never join into one."""

INSIDE_WORDS = words("sup sub wbr br")
"""Inline elements that stand in the midst of words and formulas, or part them themselves."""

BLOCKS = words(
    "html head body address article aside blockquote button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr label legend li listing main menu nav "
    "noscript ol optgroup option p plaintext pre search section select summary table tbody td textarea tfoot th "
    "thead tr ul xmp"
)
"""Elements that part blocks. So do elements with a hyphen in their name: custom ones, mostly boxes."""

LISTS = frozenset(("ul", "ol", "menu", "dir", "dl"))

VOID = words("area base br col embed hr img input link meta param source track wbr")

CLOSED_BY = {
    "li": frozenset(("li",)),
    "dt": frozenset(("dt", "dd")),
    "dd": frozenset(("dt", "dd")),
    "td": frozenset(("td", "th")),
    "th": frozenset(("td", "th")),
    "tr": frozenset(("tr", "td", "th")),
    "tbody": frozenset(("tr", "td", "th", "thead", "tbody", "tfoot")),
    "thead": frozenset(("tr", "td", "th", "thead", "tbody", "tfoot")),
    "tfoot": frozenset(("tr", "td", "th", "thead", "tbody", "tfoot")),
    "option": frozenset(("option",)),
}
"""Which elements, still open and nearest, end where one of this name begins."""
