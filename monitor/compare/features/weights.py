"""Every weight of matching, each with its reason, in one value that nothing changes.

They were chosen on replayed pages (decision 40) and are held by `tests/compare/test_compare_gate.py`: pairs of pages
of our own, in four languages, with floors. A likeness is about 0 to 1: what adds up to two figures being one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What counts how much when figures of two versions are matched."""

    # How near a word must stand to its number to say what it is.
    left: float = 0.7  #: of words before the number: what is counted follows its number more often than not
    step: float = 0.94  #: from one word to the next: the nearer, the more it says
    comma: float = 0.5  #: past a comma: another clause begins
    other: float = 0.3  #: past another figure: those words are more likely that one's
    header: float = 0.3  #: of a heading's word for a figure in a sentence; a cell is known by its headers, with 1
    near: float = 0.55  #: a word with more still belongs to the number
    own_clause: float = 0.3  #: a word with more stands in the number's own clause
    grammar: float = 0.15  #: of a word of grammar beside any other: every sentence has it
    stem: float = 0.5  #: of a word's stem beside the word: "tested" may be "tests", and may be "testers"

    # What two figures have in common. The words and what is counted are most of it; the rest decides between equals.
    words: float = 0.40  #: the words around both: a sentence keeps most of them when it is reworded
    counted: float = 0.28  #: what both count: the noun is the surest word, but often cut or renamed
    order: float = 0.14  #: the order of the words: a rewritten sentence has another, the next one too
    place: float = 0.04  #: the heading above: claims seldom move, but headings are often renamed
    close: float = 0.08  #: the size: figures drift, they seldom leap
    head: float = 0.05  #: the very noun in common, beyond what `counted` sees
    quoted: float = 0.16  #: a quoted name in common: names are kept where all else is reworded
    same: float = 0.08  #: the same value: small ones coincide
    same_great: float = 0.16  #: the same great value: it is seldom stated of two things
    great: int = 100  #: a value from which on `same_great` holds
    rank: float = 0.04  #: the same place among the figures of the sentence, and against another
    when: float = 0.05  #: the same shape of the time phrase, and against another: "since May" is not "per day"
    apart: float = 0.08  #: a word that sets both apart from their neighbours ("5 negative and 2 positive")

    # What speaks against two figures being one.
    role: float = 0.2  #: another role: a share is no total
    role_measure: float = 0.08  #: another role among those that count things: a total may become "up from" it
    flow: float = 0.12  #: one is known to have come in a period, or to be all there is, and the other is not
    across: float = 0.10  #: a sentence that would have become a table cell: rare
    substituted: float = 0.3  #: each counts something of which the other does not speak
    plain: float = 0.34  #: a contradiction up to here: two thirds of what is said of things agree
    doubtful: float = 0.5  #: a contradiction above which having no rival is not enough
    far: float = math.log(8)  #: a value eight times another gives no hint that they are the same

    # Cells are known by their headers; these share out what is left when headers agree.
    cell_base: float = 0.55  #: for headers alone
    cell_words: float = 0.2  #: words in the cell: few have any
    cell_place: float = 0.1  #: the same heading or caption: tables with one head stand in a row
    cell_close: float = 0.15  #: the size: the only thing that tells cells without words apart
    turned: float = 0.9  #: of headers that agree when rows have become columns: rarer than rows that stayed

    # Figures that share a template, told apart by where they stand.
    template_base: float = 1.0  #: any pair of them is better than none
    template_place: float = 2.0  #: the same heading above: sections with one wording each keep their own figures
    template_neighbour: float = 1.5  #: each neighbour that is the same: lists keep their order
    template_sentence: float = 1.0  #: the sentence to the letter
    template_close: float = 0.5  #: the size
    template_table: float = 0.5  #: the same ordinal of the table
    template_order: float = 0.1  #: against another place in the order: it settles what all else leaves even
    template_absent: float = 0.5  #: against a series that was not in the version before

    # How sure is sure enough.
    sure: float = 0.62  #: likeness that needs no landmarks
    threshold: float = 0.50  #: likeness below which nothing is matched: a withdrawal is better than a wrong story
    least: float = 0.36  #: likeness that is enough for two of whom no other figure comes so near
    margin: float = 0.12  #: how far the next best pair must be behind, for one that is alone
    dormant: float = 0.08  #: what a series that was not in the version before must bring more
    company: float = 0.10  #: what it adds that a neighbour in the sentence is one, too
    between: float = 0.10  #: what it adds to stand between the same two figures
    alone: float = 0.17  #: and to be alone there
    chance: int = 20  #: how much rarer than one in the pairs left to try a number must be, to tell by itself what it is

    # Passages that were rewritten, sentence by sentence.
    passage: float = 0.34  #: share of the shorter one's words that both have: an editor keeps names and most nouns
    words_of_passage: int = 4  #: words below which a passage says too little to be known by them
    same_passage: float = 0.5  #: likeness that small values need: "3 months" may be said of two things
    retold: float = 0.4  #: share of the words of the shorter of two sentences that tell of the same
    one_size: float = 0.7  #: closeness of two counts of one thing, in other words at that: 5,200 and 5,800, not 520
    renamed: float = 0.5  #: share of the cells under a header that must say what they said under another name of it
    renamed_digits: int = 5  #: that they must have together: zeros and ones agree by chance
    kept: int = 10  #: a value from which on two in one passage are one; a smaller one must be measured, too

    # What bounds the work, and what cannot be more.
    most: float = 0.76  #: what everything but the words can add to a likeness; below, a pair is given up early
    hopeless: float = 0.3  #: of the best candidate's likeness of words: below it nothing else makes up for it
    candidates: int = 10  #: old figures that are looked at closely for each new one
    common: int = 60  #: a word in more old figures than this says nothing about which one it is
    cell_share: float = 0.1  #: of a figure, in counting how rare a word is: the cells of a table repeat their headers
    crowd: int = 400  #: pairs of figures of one block that are looked at one by one


WEIGHTS = Weights()
