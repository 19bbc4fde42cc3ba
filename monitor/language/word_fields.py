"""How a language's file says things, field by field: sets of words, lists in an order, and what becomes of them."""

from __future__ import annotations

Words = frozenset[str]
Listed = tuple[str, ...]  # where the order counts, or the words are endings or phrases
NONE: Words = frozenset()
INFLECTED = {"inflected": True}  #: participles are listed in one form: the file's `nouns.inflections` make the others
#: verbs may be listed in their infinitive with "~": the file's `words.conjugations` make their forms ("announce~")
CONJUGATED = {**INFLECTED, "conjugated": True}
DERIVED = {"derived": True}  #: made of other tables, not read from the file
