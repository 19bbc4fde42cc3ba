"""Numbers glued to letters or marks: "COVID-19", "A16", "5G", addresses on the web, "24/7", versions, decades."""

from __future__ import annotations

from monitor.figures.numbers.cardinals import HYPHENS, Form
from monitor.figures.numbers.lexer import Line
from monitor.figures.refusals.candidates import Candidate

REASONS = (
    "address", "age", "article", "date", "footnote", "id", "idiom", "name", "period", "postcode", "score", "url",
    "version", "year",
)  # fmt: skip
_NUMERO = frozenset("#№°º")
_OPENING = frozenset("([,;")
_CHAINS = HYPHENS | {"/"}
_MARKED = frozenset({"id", "score", "name"})
_LONGEST_NAME = 12  # letters of what is named with a number glued to it: "Boeing737"
_LONGEST_ADDRESS = 200  # characters on either side in which an address on the web is looked for


def compact(number: Candidate) -> str | None:
    """Tell numbers glued to letters or marks: "COVID-19", "A16", "5G", addresses on the web, "24/7"."""
    if (number.touches or number.line.glued(number.first)) and _on_the_web(number):
        return "url"
    if number.before == "§":
        return "article"
    if _is_dashed(number):
        return "name" if number.line.original(number.first - 1).isupper() and not number.token.scaled else None
    reason = _reason(number)
    return "article" if reason in _MARKED and _law_before(number) else reason


def _is_dashed(number: Candidate) -> bool:
    """Whether a capital word stands before what was read as a minus: "CO-2", "Omega -3"."""
    token = number.token
    signed = token.sign == "-" and token.unit is None and token.integer
    return signed and number.line.capital(number.first - 1)


def _reason(number: Candidate) -> str | None:
    """Return the reason that what touches a number gives: the mark or letters before it, else those after it."""
    if number.before in _NUMERO:
        return "id"
    reason = None
    if number.token.sign == "" and number.line.glued(number.first):
        reason = _glued_before(number)
    if reason is None and number.token.unit == "s":
        reason = _in_plural(number)
    if reason is None and number.touches:
        reason = _glued_after(number)
    return reason


_LAW_REACH = 8  # lexemes from the law's name to a number of its chain: "R. 123-4-1"


def _law_before(number: Candidate) -> bool:
    """Whether a law is named before a number: "L. 511-1", "la loi n° 2018-778", "article R123-4"."""
    line, ids, at = number.line, number.refusals.ids, _chain_begin(number) - 1
    marked = line.text(at) in _NUMERO or line.text(at) == "."
    at -= marked
    if not line.is_word(at):
        return False
    word, headed = line.texts[at], line.text(at - 1) in ids.law
    if word in ids.law_letters and line.capital(at):
        return marked or headed
    return word in ids.law or (headed and word in ids.numero)


def _chain_begin(number: Candidate) -> int:
    """Return where the numbers begin that hyphens and slashes join to this one: "123-4-1"."""
    line, begin = number.line, number.first
    while begin > 1 and number.first - begin < _LAW_REACH - 1 and _joins_numbers(line, begin - 1):
        begin -= 2
    return begin


def _joins_numbers(line: Line, at: int) -> bool:
    return line.text(at) in _CHAINS and line.is_number(at - 1)


def _on_the_web(number: Candidate) -> bool:
    """Whether what stands around a number without a space is an address on the web, or of a mailbox."""
    string, start, end = number.line.string, number.token.start, number.token.end
    floor = max(0, start - _LONGEST_ADDRESS)
    begin = max(string.rfind(" ", floor, start), string.rfind("\n", floor, start), floor - 1) + 1
    space = string.find(" ", end, end + _LONGEST_ADDRESS)
    run = string[begin : space if space >= 0 else end + _LONGEST_ADDRESS]
    if "://" in run or "www." in run:
        return True
    mail = run.find("@")
    return 0 < mail < len(run) - 3 and run[mail + 1].isalpha() and run[mail - 1].isalnum()


def _glued_before(number: Candidate) -> str | None:
    line, first = number.line, number.first
    if line.is_word(first - 1):
        return _after_letters(number)
    if not line.glued(first - 1):
        return None
    if line.is_number(first - 2):
        if number.before == ":" and number.token.form is Form.DIGITS and number.token.value is not None:
            return "score"  # or the scale of a map: "1:25000"
        return _joined(number, number.before, line.texts[first - 2], line.texts[first])
    return _after_mark(number) if line.is_word(first - 2) else None


def _after_mark(number: Candidate) -> str | None:
    """Tell a number that a mark joins to the word before it: "COVID-19", "9-to-5"."""
    mark, word = number.before, number.line.texts[number.first - 2]
    if mark in HYPHENS:
        return "score" if _ends_chain(number) else _after_hyphen(number, word)
    if mark == "/":
        return "name" if number.line.original(number.first - 2).isupper() else None
    if mark == "=" and _is_sample_size(number, word):
        return None
    return "name" if mark in {"_", "="} or (mark == "." and len(word) <= 2) else None


def _is_sample_size(number: Candidate, word: str) -> bool:
    """Whether statistics call it the number of those counted: "(n=78)", but not "list?n=78"."""
    line, at = number.line, number.first - 2
    return word == "n" and (not line.glued(at) or line.text(at - 1) in _OPENING)


def _ends_chain(number: Candidate) -> bool:
    """Whether it ends "9-to-5", which is no range."""
    line, first = number.line, number.first
    if line.text(first - 2) not in number.language.numbers.ranges.to or not line.glued(first - 2):
        return False
    return line.text(first - 3) in HYPHENS and line.is_number(first - 4)


def _after_hyphen(number: Candidate, word: str) -> str | None:
    """Tell what a hyphen joins to the *word* before: the name of a thing or a place, a year after a prefix."""
    token = number.token
    if token.form is Form.WORDS and number.line.capital(number.first):
        return "name"  # "Saint-Cyprien-le-Neuf"
    if token.kind or word in number.refusals.words.prefixes or token.form is not Form.DIGITS:
        return "year" if number.year_like else None
    return "name" if not token.scaled else None


def _after_letters(number: Candidate) -> str | None:
    line, word = number.line, number.before
    if word in number.refusals.ids.version and len(word) <= 3:
        return "version"
    if _is_postcode(line, number.first - 1):
        return "postcode"
    if word in {"x", "~"}:
        return None
    if len(word) <= _LONGEST_NAME:
        return "name"
    return "footnote" if len(number.word) <= 2 and not line.glued(number.first + 1) else None


def _joined(number: Candidate, mark: str, left: str, right: str) -> str | None:
    """Tell what two numbers are that a *mark* joins without spaces, and that are no range."""
    if mark in HYPHENS:
        return _dash_pair(number, left, right) if number.token.kind == "" else None
    if mark == "/":
        return None if _is_base(number) else _slash_pair(left, right)
    return "score" if mark == ":" else "name" if mark == "+" else None


def _is_base(number: Candidate) -> bool:
    """Whether what a number is told of stands behind the slash: "312/100 000"."""
    rate = number.token.rate
    return rate is not None and rate.startswith("/")


def _glued_after(number: Candidate) -> str | None:
    line, last = number.line, number.last
    if number.token.kind:
        return None
    if line.is_word(last):
        return _before_letters(number)
    if not line.glued(last + 1):
        return None
    if number.after in HYPHENS and line.text(last + 1) in number.language.numbers.ranges.to:
        return "score" if line.glued(last + 2) and line.text(last + 2) in HYPHENS else None  # "9-to-5": no range
    if not line.is_number(last + 1):
        return None
    return _joined(number, number.after, line.texts[last - 1], line.texts[last + 1])


def _before_letters(number: Candidate) -> str | None:
    """Tell a number that letters touch: "the 1990s", "SW1A 2AA", "12b", "5G"."""
    letters = number.after
    if letters in number.language.numbers.plural_marks:
        return "year" if number.year_like else "period" if _is_decade(number) else "name"
    if len(letters) > 2:
        return None
    if len(letters) == 2 and any(_is_postcode(number.line, number.first - back) for back in (2, 3)):
        return "postcode"
    if number.token.form is not Form.DIGITS or number.token.scaled or not number.word.isdecimal():
        return None
    return "address" if letters in number.refusals.ids.address_after else "name"


def _in_plural(number: Candidate) -> str | None:
    """Tell "the 1990s", "in their 60s", "Model 3s" from seconds."""
    line, at, value = number.line, number.last - 1, number.token.value
    if line.texts[at] not in number.language.numbers.plural_marks or not line.glued(at):
        return None
    if value is None:
        return "age" if _is_age_band(number) else None
    if number.word.isdecimal() and 1500 <= value < 2200:
        return "year"
    if _is_sided(number):
        return "age"
    before = line.text(number.first - 2) if number.before in HYPHENS else number.before  # "mid-30s"
    if before in number.refusals.words.decades and value in _TENS:
        return "period"
    return "name" if line.capital(number.first - 1) and number.first > 1 else None


_TENS = frozenset(range(20, 100, 10))


def _is_age_band(number: Candidate) -> bool:
    """Whether a range may be of ages: "18-24s"."""
    return number.token.high is not None and 10 < number.token.high < 110


def _is_sided(number: Candidate) -> bool:
    """Whether a group is named by the side of an age: "under-5s", "over 60s"."""
    group = number.line.text(number.first - 2) if number.before in HYPHENS else number.before
    return group in number.refusals.ages.sides


def _is_decade(number: Candidate) -> bool:
    value = number.token.value
    return value is not None and value % 10 == 0 and value < 100 and not number.line.glued(number.first)


def _is_postcode(line: Line, at: int) -> bool:
    """Whether "SW1A 2AA" begins at the word *at* (Royal Mail, Programmers' Guide)."""
    if at < 0 or len(line.texts[at]) > 2 or not line.original(at).isupper():
        return False
    place = at + 2
    if line.is_word(place) and line.glued(place) and len(line.texts[place]) == 1:
        place += 1
    if not line.is_number(place) or len(line.texts[place]) != 1 or line.glued(place):
        return False
    return line.is_word(place + 1) and line.glued(place + 1) and len(line.texts[place + 1]) == 2


_IDIOMS = frozenset({("24", "7"), ("9", "11"), ("7", "7"), ("50", "50")})


def _slash_pair(left: str, right: str) -> str:
    """Tell what "x/y" is: a year and its number ("2016/679"), a year range, a fraction, a score."""
    if _is_recent(left):
        return "year" if _ends_next_year(left, right) else "article"
    if _is_recent(right):
        return "article"
    if _is_day_and_month(left, right):
        return "date"  # 15/09
    return "idiom" if (left, right) in _IDIOMS else "score"


def _is_recent(text: str) -> bool:
    """Whether *text* is a year that laws are numbered by."""
    return len(text) == 4 and text.isdecimal() and 1900 <= int(text) < 2200


def _ends_next_year(left: str, right: str) -> bool:
    return len(right) in {2, 4} and right.isdecimal() and 0 <= int(right[-2:]) - int(left[-2:]) <= 1


def _is_day_and_month(left: str, right: str) -> bool:
    """Whether two digits and two digits are a day and a month: one has a zero that a score would not."""
    return len(left) == len(right) == 2 and left <= "31" and right <= "12" and "0" in {left[0], right[0]}


def _dash_pair(number: Candidate, left: str, right: str) -> str | None:
    """Tell what "a-b" is that is no range: a score when small, else an id ("2020-14", "121-3")."""
    if not left.isdecimal():
        return None
    if right.isdecimal() and int(left[:6]) < 100 and int(right[:6]) < 100:
        return "score"
    if len(left) == 4 and len(right) == 2:
        return "year" if 1500 <= int(left) < 2200 else "id"
    return "id" if number.token.form is Form.DIGITS and right.isdecimal() else None


def dotted(number: Candidate) -> str:
    """Tell a version from the other things written with several points."""
    text = number.word
    if "," in text:
        return "unclear"
    if not set(text) <= set("0123456789."):
        return "id"
    groups = text.split(".")
    if len(groups) > 3 and text.startswith("0") and all(len(group) == 2 for group in groups):
        return "phone"
    long = len(text) > 24 or any(len(part) > 5 for part in groups)
    return "id" if long else "version"
