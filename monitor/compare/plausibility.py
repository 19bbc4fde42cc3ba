"""Soft suspicion: a text so unlike the one before that it should be seen again before it is believed.

None of these is evidence of a wrong answer (that is `extract.judge`), and a small page may change altogether on an
ordinary day: each sign needs enough text or figures to mean something.
"""

from __future__ import annotations

from collections import Counter

from monitor.model import Baseline, Reading, Region, Suspicion, Text
from monitor.model.phrasing import counted

ALIKE = 0.2  # share of words in common below which a text was replaced (docs/reliability.md, C5)
SHRUNKEN = 0.4  # share of the old text's length
STANDING = 0.75  # share of the old text that stands word for word: above it no word needs to be counted
ENOUGH_WORDS = 120  # a text shorter than this is often rewritten as a whole
ENOUGH_FIGURES = 5  # losing one figure of two is no sign of anything
_MAIN = Region.MAIN  # looked up once: by its class a member costs more than the test
LONG = 4  # letters of a word that says something about the subject


def judge(baseline: Baseline | None, reading: Reading) -> Suspicion | None:
    """Return why *reading* should be confirmed before it is compared with *baseline*; None when it need not be."""
    if baseline is None:
        return None
    old, new = baseline.text, reading.text
    if old.kind != new.kind:
        return Suspicion(reason="type_changed", hard=False, detail=f"The page was {old.kind} and is now {new.kind}.")
    had, has = sum(not one.absent for one in baseline.tracked), len(reading.figures)
    if not _stands(old, new) and (doubt := _rewritten(_main(old), _main(new))):
        return doubt
    if had and not has:
        return _doubt("figures_lost", f"The version before stated {counted(had, 'figure')}, this one states none.")
    if had >= ENOUGH_FIGURES and has < had / 2:
        return _doubt("figures_lost", f"The version before stated {counted(had, 'figure')}, this one {has}.")
    return None


def _stands(old: Text, new: Text) -> bool:
    """Return whether most of the old text stands in the new one, block by block: then nothing was replaced or cut."""
    there, before = set(map(new.of, new.blocks)), list(map(old.of, old.blocks))
    kept = sum([len(words) for words in before if words in there])
    return kept >= STANDING * sum(map(len, before))


def _rewritten(before: Counter[str], after: Counter[str]) -> Suspicion | None:
    """Return a doubt when few of the words are left, or of the length."""
    total = sum(before.values())
    if total < ENOUGH_WORDS:
        return None
    if _alike(before, after) < ALIKE:
        return _doubt("replaced", "The text has almost no word in common with the version before.")
    if sum(after.values()) < SHRUNKEN * total:
        share = round(100 * sum(after.values()) / total)
        return _doubt("shrunken", f"The text has {share} % of the length that it had.")
    return None


def _doubt(reason: str, detail: str) -> Suspicion:
    return Suspicion(reason=reason, hard=False, detail=detail)


def _main(text: Text) -> Counter[str]:
    blocks = [block for block in text.blocks if block.region is _MAIN] or list(text.blocks)
    return Counter(word for block in blocks for word in text.of(block).casefold().split())


def _alike(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of long words, numbers aside, that both texts have: small words are in every text."""
    one, other = ({w: n for w, n in words.items() if len(w) > LONG and w.isalpha()} for words in (old, new))
    both = sum(min(n, other.get(word, 0)) for word, n in one.items())
    return 2 * both / max(1, sum(one.values()) + sum(other.values()))
