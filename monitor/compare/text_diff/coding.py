"""Words as single characters, as diff-match-patch does with lines: what compares strings then compares words."""

from __future__ import annotations

from collections.abc import Iterable

_FIRST = 0x4E00  # ideographs follow, letters all: no code looks like white space or a mark to what cleans a diff up
_BEYOND = 0x20000  # where there are ideographs enough, and no surrogates
_NEAR = 20_000


class Codes(dict[str, str]):
    """The characters that stand for words, given out as words come.

    There are a million: more than there can be words in two texts of half a million words.
    """

    def __init__(self) -> None:
        super().__init__()
        self._words: list[str] = []

    def of(self, words: Iterable[str]) -> str:
        """Return *words* as a string of one character each, the same for the same word."""
        return "".join(map(self.__getitem__, words))

    def __missing__(self, word: str) -> str:
        """Return the character that stands for *word* from now on."""
        place = len(self._words)
        code = self[word] = chr(_FIRST + place if place < _NEAR else _BEYOND + place - _NEAR)
        self._words.append(word)
        return code

    def word(self, code: int) -> str:
        """Return the word for which the character of this code point stands."""
        return self._words[code - _FIRST if code < _BEYOND else code - _BEYOND + _NEAR]


class Lexicon(dict[int, str]):
    """The codes of the words of two texts, and for each code that of its mask.

    The mask of a number is the same for all, that of a mark is nothing, that of a word is the word in lower case.
    """

    def __init__(self) -> None:
        super().__init__()
        self._words = Codes()
        self._masks = Codes()

    def code(self, words: Iterable[str]) -> str:
        """Return *words* as a string of one character each."""
        return self._words.of(words)

    def mask(self, code: str, head: str = "") -> str:
        """Return the masks of the words of *code*; before them that of *head*, which is one word and no number."""
        masked = code.translate(self)
        return self._masks[head.casefold()] + masked if head else masked

    def __missing__(self, code: int) -> str:
        """Return what `str.translate` puts for *code*, and remember it."""
        word = self._words.word(code)
        if any(char.isdecimal() for char in word):
            self[code] = self._masks["#"]
        else:
            self[code] = self._masks[word.casefold()] if any(char.isalnum() for char in word) else ""
        return self[code]
