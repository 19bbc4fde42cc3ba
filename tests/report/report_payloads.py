"""What a page may hold to run in a reader's browser, terminal or spreadsheet, and what it may do to a parser."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from report_fakes import SECTION, everything, page_diff

from monitor.model import Change, Figure, Finding, LineDiff, Statement, TextDiff
from monitor.report import Report
from monitor.report.textdiff.diff_model import PageDiff

MARKUP = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//x.example/a.js></SCRIPT>", "<scr<script>ipt>alert(1)</script>",
    "</title><script>alert(1)</script>", "</style><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>", "<img src=javascript:alert(1)>", "<image href=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)>x</a></svg>", "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><use href=data:image/svg+xml,x>", "<math><mtext><script>alert(1)</script></mtext></math>",
    "<math href=javascript:alert(1)>x</math>", "<body onload=alert(1)>", "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>", "<applet code=x>", "<link rel=stylesheet href=//x.example/a.css>",
    "<style>@import '//x.example/a.css'</style>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//x.example/>", "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>", "<button formaction=javascript:alert(1)>x</button>",
    "<details open ontoggle=alert(1)>", "<video><source onerror=alert(1)></video>", "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>", "<select autofocus onfocus=alert(1)>", "<textarea autofocus onfocus=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>", "<a href=javascript:alert(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<div style='background:url(javascript:alert(1))'>",
    "<div onmouseover=alert(1)>x</div>", "<x onclick=alert(1)>x</x>",
    "<template><script>alert(1)</script></template>", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>", "]]><script>alert(1)</script>",
    "<?xml version='1.0'?><x/>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;",
    '"><script>alert(1)</script>', "'><script>alert(1)</script>", '" onmouseover=alert(1) x="',
    "' onmouseover=alert(1) x='", "` onmouseover=alert(1) x=`", "--><script>alert(1)</script>", "{{ 7*7 }}",
    "{% include '/etc/passwd' %}", "${7*7}", "<%= 7*7 %>",
]  # fmt: skip
ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "\x01javascript:alert(1)", "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "//x.example/", "http:javascript:alert(1)",
    'https://x.example/" onclick=alert(1) "', "https://x.example/'><script>alert(1)</script>",
    "https://x.example/)](javascript:alert(1)", "https://[::1", "blob:https://x.example/1",
    "feed:javascript:alert(1)",
]  # fmt: skip
MARKDOWN = [
    "[x](javascript:alert(1))", "![x](javascript:alert(1))", "[x]: javascript:alert(1)\n[x]", "<javascript:alert(1)>",
    "`<script>alert(1)</script>`", "```\n<script>alert(1)</script>\n```", "| x | <img src=x onerror=alert(1)> |",
    "\n\n<script>alert(1)</script>\n\n", "    <script>alert(1)</script>", "\\<script>alert(1)</script>",
    "> <b onclick=alert(1)>x", "[x](data:text/html;base64,PHNjcmlwdD4=)", "*<img src=x onerror=alert(1)>*",
    "# <svg onload=alert(1)>", "[![x](x)](vbscript:x)",
]  # fmt: skip
CODE_POINTS = [
    "\x00", "\x07bell", "\x08back", "\x0bvertical", "\x0cform", "\x1b[31mred", "\x1b]0;title\x07",
    "\x1b]8;;http://x.example\x1b\\x", "\x7f", "\x80", "\x85", "\x9b31m", "\ufffe", "\uffff", "\ufdd0", "\ud800",
    "\udfff", "5\u202e0%", "5\u20660\u2069", "1\u200b000", "\ufeff12", "1\u2060000", "\u2028line", "\u2029paragraph",
    "\U000e0041tag", "\U0001fffe", "1\u200d2", "\x1b", "\r\nX: y", "a\tb",
]  # fmt: skip
FORMULAS = [
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x.example")', '=1+1";=1+1', "\uff1d1+1", "\u22121",
]  # fmt: skip
HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f\U0001fffe]"
)
ALL = MARKUP + ADDRESSES + MARKDOWN + CODE_POINTS + FORMULAS
EVERY = 10  # of ALL, one is tried at every run, all of them among the proofs: a payload costs ten documents
HOSTILE = [
    pytest.param(one, id=ascii(one), marks=pytest.mark.slow if place % EVERY else ()) for place, one in enumerate(ALL)
]


def poisoned(payload: str) -> Report:
    """Return a report in which every string that comes from a page, a server or a user holds *payload*."""
    clean = everything()

    def figure(one: Figure | None) -> Figure | None:
        if one is None:
            return None
        return replace(
            one, surface=payload, sentence=f"{payload} {payload}, {payload} {one.value}", counts=payload, head=payload,
            unit=payload if one.unit else None, unit_name=payload, time=payload, agent=payload, attribution=payload,
            headers=(payload, payload) if one.headers else (), start=one.sentence_start + len(payload) + 1,
        )  # fmt: skip

    def change(one: Change) -> Change:
        group = f"section 1 came: {payload}" if one.series == SECTION else one.group
        return replace(one, old=figure(one.old), new=figure(one.new), rule=payload, group=group)

    def finding(one: Finding) -> Finding:
        return replace(
            one, change=change(one.change), page_id=payload, page_title=payload, url=payload, before_digest=payload,
            after_digest=payload, before_file=payload, after_file=payload, page_updated=payload,
            before_title=payload, before_url=payload, language=payload,
        )  # fmt: skip

    def statement(one: Statement) -> Statement:
        poisoned_figure = figure(one.figure) or one.figure
        return replace(
            one, indicator=payload, figure=poisoned_figure, speaker=payload, page_title=payload, page_id=payload
        )

    return replace(
        clean,
        title=payload,
        time_zone=payload,
        findings=tuple(finding(one) for one in clean.findings),
        statuses=tuple(
            replace(one, id=payload, url=payload, reason=payload, advice=payload) for one in clean.statuses
        ),
        disagreements=tuple(
            replace(one, indicator=payload, name=payload, one=statement(one.one), other=statement(one.other))
            for one in clean.disagreements
        ),
        notices=tuple(
            replace(one, page_id=payload, reason=payload, detail=payload) for one in clean.notices
        ),
        diffs=tuple(poisoned_text(one, payload) for one in clean.diffs),
    )  # fmt: skip


def poisoned_text(clean: TextDiff, payload: str) -> TextDiff:
    """Return *clean* with *payload* for every piece of its lines."""

    def line(one: LineDiff) -> LineDiff:
        cells = tuple(tuple((sign, payload) for sign, _ in cell) for cell in one.cells)
        return replace(one, cells=cells, old_under=f"{payload}?", new_under=payload)

    return replace(clean, page_id=payload, page_title=payload, lines=tuple(map(line, clean.lines)))


def poisoned_diff(payload: str) -> PageDiff:
    """Return what `monitor diff` shows of a page in which every string holds *payload*."""
    clean = page_diff()
    changes = tuple(one.change for one in poisoned(payload).findings)
    return replace(
        clean,
        text=poisoned_text(clean.text, payload),
        url=payload,
        before=replace(clean.before, file=payload, digest=payload),
        after=replace(clean.after, file=payload, digest=payload),
        changes=changes,
        time_zone=payload,
    )
