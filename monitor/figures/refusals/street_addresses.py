"""Numbers of houses, and postcodes: "Hauptstraße 12", "10 Downing Street", "75011 Paris"."""

from __future__ import annotations

from monitor.figures.refusals.candidates import Candidate

_GROUPS = 5  #: of the digits of a box, at most, with the word before: "Postfach 10 44 20"
_LONGEST_NAME = 4  #: lexemes of a street's name before its kind: "10 Great Queen Street"
_LONGEST_BEFORE = 7  #: of one that stands after it: "calle 8 de Mayo 3"
_SEPARATORS = frozenset({",", "-", "–", "", "("})


def address(number: Candidate) -> str | None:
    """Tell a house number."""
    if not number.bare:
        return None
    if _in_street(number):
        return "address"
    after = number.last + 1 if number.after == "," else number.last
    if number.line.text(after) in number.refusals.ids.address_after and not number.line.capital(after):
        return "address" if number.refusals.ids.street_first else None
    return "address" if _street_follows(number) else None


def postcode(number: Candidate) -> str | None:
    """Tell a postcode by the town after it, and by the street or the mark before it."""
    if not number.bare:
        return None
    if len(number.word) == 5:
        placed = number.line.capital(number.last) and _parts_address(number)
    else:
        placed = len(number.word) == 4 and _after_street(number)
    return "postcode" if placed else None


def _in_street(number: Candidate) -> bool:
    """Whether what stands right beside a number makes it a house's: "Hauptstraße 12", "9 rue des Cordiers"."""
    ids = number.refusals.ids
    if number.before.endswith(ids.street_endings) and number.line.is_word(number.first - 1):
        return True
    if number.after in ids.streets or _after_box(number):
        return True
    return _before_postcode(number) or _after_kind(number)


def _after_box(number: Candidate) -> bool:
    """Whether a number, or a row of them, stands after what has a number as its address: "Postfach 10 44 20"."""
    line, first = number.line, number.first
    at = first - 1
    while first - at < _GROUPS and line.is_number(at):
        at -= 1
    return line.text(at) in number.refusals.ids.address_before


def _street_follows(number: Candidate) -> bool:
    """Whether the name of a street follows, which ends with its kind: "10 Downing Street"."""
    line, last, ids = number.line, number.last, number.refusals.ids
    if number.after in ids.street_names:
        return True
    for at in range(last, min(last + _LONGEST_NAME, len(line))):
        if not line.capital(at):
            return False
        if at > last and line.texts[at] in ids.address_after:
            return True
    return False


def _before_postcode(number: Candidate) -> bool:
    """Whether a postcode and a town follow a house's number: "Am Wall 40, 39124 Osterfelde"."""
    line, code = number.line, number.last + 1
    if number.after != "," or not line.is_number(code) or len(line.texts[code]) != 5:
        return False
    return line.texts[code].isdecimal() and line.capital(code + 1) and line.capital(number.first - 1)


def _after_street(number: Candidate) -> bool:
    """Whether a street, its number and a comma stand before: "Bachgasse 12, 3004 Altwil"; four digits in AT, BE, CH."""
    line, first, ids = number.line, number.first, number.refusals.ids
    if number.before != "," or not line.is_number(first - 2) or not line.capital(first + 1):
        return False
    for at in range(first - 3, max(-1, first - 7), -1):
        word = line.texts[at]
        if (ids.street_endings and word.endswith(ids.street_endings)) or word in ids.address_after:
            return True
        if not line.is_word(at):
            return False
    return False


def _after_kind(number: Candidate) -> bool:
    """Whether a street whose kind stands before its name precedes: "calle Cabestro, 9", "calle 8 de Mayo 3"."""
    line, kinds = number.line, number.refusals.ids.street_before
    if not kinds or (line.is_word(number.last) and not line.capital(number.last)):
        return False
    end = number.first - 1 if number.before == "," else number.first
    for at in range(end - 1, max(-1, end - 1 - _LONGEST_BEFORE), -1):
        if line.texts[at] in kinds:
            return at < end - 1
        if not _is_in_name(number, at):
            return False
    return False


def _is_in_name(number: Candidate, at: int) -> bool:
    """Whether what stands *at* can be a part of a street's name after its kind: "de", "/", a capital, a number."""
    line, words = number.line, number.language.words
    text = line.texts[at]
    if line.capital(at) or line.is_number(at) or text == "/" or text in words.of or text in words.articles:
        return True
    return text == "." and line.text(at - 1) in number.refusals.ids.street_before  # "Av. Reforma 1420"


def _parts_address(number: Candidate) -> bool:
    """Whether a mark parts it from a street, or a word of towns stands before it."""
    return number.before in _SEPARATORS or number.before in number.refusals.ids.postcode_before
