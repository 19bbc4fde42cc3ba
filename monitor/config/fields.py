"""The kinds of value that keys take: each read from text as written, checked, and described for editors.

Scalars come as texts (`document.data`), so that the key decides what they mean: ``language: no`` is Norwegian, and
``enabled: no`` is refused with what to write instead.
"""

from __future__ import annotations

import calendar
import grp
import re
import unicodedata
import warnings
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, cast

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from monitor.config import naming
from monitor.config.document import Plain
from monitor.config.nearest import nearest
from monitor.model import FOREVER, ChangeKind, Direction, Role, archive_address, cluster_address, ledger_address
from monitor.model.addresses import parse
from monitor.model.cluster_address import ClusterAddress
from monitor.model.phrasing import UNITS, length
from monitor.model.watched import DATA_PATH, XPATH

SIZES = {"b": 1, "kb": 1_000, "mb": 10**6, "gb": 10**9, "kib": 2**10, "mib": 2**20, "gib": 2**30}
LONGEST_TEXT = 1_000  # characters of a note, a phrase or a selector
_DURATION = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?) ?([a-z]{1,2})")
_SIZE = re.compile(r"([0-9]{1,12}) ?([a-zA-Z]{0,3})")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,9})?")
_PERCENT = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,6})?) ?%")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}")
_DATA_STEPS = re.compile(r"\$(?:\.(?:[\w-]+|\*)|\[(?:\d+|\*|'[^']*'|\"[^\"]*\")\])*")
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}")
OWN_HEADERS = frozenset({
    "accept-encoding", "connection", "content-length", "expect", "host", "if-modified-since", "if-none-match",
    "if-range", "keep-alive", "proxy-authorization", "range", "te", "trailer", "transfer-encoding", "upgrade",
    "user-agent",
})  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """How a value is read, and how an editor is told of it; stands in ``Annotated[type, Read(...)]``."""

    read: Callable[[object], object]  #: raises ValueError with what is wrong, to be said after the key
    schema: dict[str, Any]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read with our function alone: what is written decides, not pydantic's coercions."""
        return core_schema.no_info_plain_validator_function(self._told)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the JSON Schema for editors."""
        return dict(self.schema)

    def _told(self, value: object) -> object:
        """Read *value*; of what is wrong the sentence alone is kept: an exception holds all that it went through."""
        try:
            return self.read(value)
        except ValueError as error:
            raise PydanticCustomError("value", "{said}", {"said": str(error)}) from None


def as_text(value: object) -> str:
    """Read a text: anything written on one line, numbers too."""
    if not isinstance(value, str):
        raise ValueError("should be a text")  # noqa: TRY004 (pydantic wants ValueError)
    text = str(value).strip()
    if not text:
        raise ValueError("is empty")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"is longer than {LONGEST_TEXT:,} characters")
    if not text.isprintable() and any(unicodedata.category(one) == "Cc" and one not in "\n\t" for one in text):
        raise ValueError("has control characters in it")
    return text


def as_flag(value: object) -> bool:
    """Read ``true`` or ``false`` (YAML 1.2: nothing else is a truth value)."""
    if isinstance(value, Plain) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    written = str(value) if isinstance(value, str) else ""
    meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(written.lower())
    raise ValueError(f"should be true or false; write {meant}" if meant else "should be true or false, without quotes")


def as_ledger(value: object) -> str:
    """Read the address of a database that holds the ledger (`monitor.model.ledger_address`)."""
    text = as_text(value)
    ledger_address.parse(text)
    return text


def as_snapshots(value: object) -> str:
    """Read the address of snapshots in an object store (`monitor.model.archive_address`)."""
    text = as_text(value)
    archive_address.parse(text)
    return text


def as_workers(value: object) -> int | ClusterAddress:
    """Read how many processes read pages, or the address of a cluster that does (`monitor.model.cluster_address`)."""
    text = as_text(value)
    return cluster_address.parse(text) if "://" in text else cast(int, _PROCESSES.read(text))


def duration(least: timedelta, most: timedelta) -> Read:
    """Read a length of time between two bounds."""

    def read(value: object) -> timedelta:
        match = _DURATION.fullmatch(as_text(value))
        if not match or match[2] not in UNITS:
            raise ValueError("should be a length of time: a number and s, m, h, d or w, such as 6h")
        given = timedelta(seconds=float(Decimal(match[1]) * Decimal(str(UNITS[match[2]]))))
        if not least <= given <= most:
            raise ValueError(f"should be from {length(least)} to {length(most)}")
        return given

    pattern = r"^[0-9]+(\.[0-9]+)? ?(ms|s|m|h|d|w)$"
    return Read(read, {"type": "string", "pattern": pattern})


def keeping(least: timedelta, most: timedelta) -> Read:
    """Read a length of time between two bounds, or ``forever``."""
    limited = duration(least, most)

    def read(value: object) -> object:
        return FOREVER if as_text(value).lower() == "forever" else limited.read(value)

    return Read(read, {"type": "string", "pattern": f"^forever$|{limited.schema['pattern']}"})


def size(least: int, most: int) -> Read:
    """Read a number of bytes between two bounds."""

    def read(value: object) -> int:
        match = _SIZE.fullmatch(as_text(value))
        if not match or (match[2] and match[2].lower() not in SIZES):
            raise ValueError("should be a size: a whole number and KiB, MiB or GiB, such as 20 MiB")
        count = int(match[1]) * SIZES.get(match[2].lower(), 1)
        if not least <= count <= most:
            raise ValueError(f"should be from {least:,} to {most:,} bytes")
        return count

    return Read(read, {"type": ["string", "integer"], "pattern": "^[0-9]+ ?[kKMG]?i?[bB]?$"})


def whole(least: int, most: int) -> Read:
    """Read a whole number between two bounds."""

    def read(value: object) -> int:
        text = as_text(value)
        if not (text.isascii() and text.isdecimal() and len(text) <= 9 and least <= int(text) <= most):
            raise ValueError(f"should be a whole number from {least:,} to {most:,}")
        return int(text)

    return Read(read, {"type": "integer", "minimum": least, "maximum": most})


_PROCESSES = whole(1, 64)


def as_time(value: object) -> time:
    """Read a time of day: ``08:00``."""
    match = _TIME.fullmatch(as_text(value))
    if not match:
        raise ValueError("should be a time of day from 00:00 to 23:59, such as 08:00")
    return time(int(match[1]), int(match[2]))


def as_hours(value: object) -> tuple[time, time]:
    """Read the hours from one time of day until another; they may pass midnight."""
    begin, between, end = as_text(value).partition("-")
    if not between:
        raise ValueError("should be two times of day with - between them, such as 22:00-07:00")
    hours = as_time(begin), as_time(end)
    if hours[0] == hours[1]:
        raise ValueError("should begin and end at different times")
    return hours


def as_weekday(value: object) -> int:
    """Read the English name of a day of the week; the first is 0."""
    days = [day.casefold() for day in calendar.day_name]
    return days.index(str(one_of(tuple(days)).read(value)))


def as_number(value: object) -> Decimal:
    """Read a decimal number."""
    text = as_text(value)
    if not _NUMBER.fullmatch(text):
        raise ValueError("should be a number, such as 1000 or 0.5, without separators")
    return Decimal(text)


def as_amount(value: object) -> Decimal:
    """Read a decimal number that is not negative."""
    number = as_number(value)
    if number < 0:
        raise ValueError("should not be negative")
    return number


def as_share(value: object) -> Decimal:
    """Read a share: ``5 %`` or ``0.05``."""
    text = as_text(value)
    percent = _PERCENT.fullmatch(text)
    if not percent and not (_NUMBER.fullmatch(text) and Decimal(text) >= 0):
        raise ValueError("should be a share, such as 5 % or 0.05")
    return Decimal(percent[1]) / 100 if percent else Decimal(text)


def as_url(value: object) -> str:
    """Read an address that `monitor.model.addresses` can use; it stays as written."""
    if not isinstance(value, str):
        raise ValueError("should be an address, such as https://www.example.org/news")  # noqa: TRY004
    url = str(value).strip()
    parse(url)
    return url


def as_id(value: object) -> str:
    """Read an id (`naming.fault`)."""
    text = as_text(value)
    if fault := naming.fault(text):
        raise ValueError(fault)
    return text


def as_tag(value: object) -> str:
    """Read a tag: one or more words without a comma."""
    text = as_text(value)
    if "," in text or "\n" in text:
        raise ValueError("a tag has no comma in it; write [one, two]")
    return text


def as_language(value: object) -> str:
    """Read a language tag; its primary part is kept."""
    text = as_text(value)
    if not _LANGUAGE.fullmatch(text):
        raise ValueError("should be a language tag, such as en or fr")
    return text.partition("-")[0].lower()


@lru_cache(maxsize=1_024)
def as_selector(value: object) -> str:
    """Read a selector, CSS, XPath or a path into JSON, and compile it to see that it can be used."""
    text = as_text(value)
    if text.startswith(XPATH):
        return _as_xpath(text)
    if text.startswith(DATA_PATH):
        return _as_data_path(text)
    import cssselect  # noqa: PLC0415 (for the pages that have one)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            cssselect.HTMLTranslator().css_to_xpath(text)
        except (cssselect.SelectorError, RecursionError, ValueError, Warning) as error:
            raise ValueError(f"is not a CSS selector that can be used: {error}") from error
    return text


def _as_xpath(text: str) -> str:
    from lxml import etree  # noqa: PLC0415 (for the few pages that have one: every command reads the configuration)

    try:
        etree.XPath(text)
    except etree.XPathSyntaxError as error:
        raise ValueError(f"is not an XPath that can be used: {error}") from error
    return text


def _as_data_path(text: str) -> str:
    if not _DATA_STEPS.fullmatch(text):
        raise ValueError("is not a path into JSON that can be used: write it as $.data.regions[0]")
    return text


def as_header_name(value: object) -> str:
    """Read the name of a request header (RFC 9110 section 5.1), not one of those that the program sets."""
    name = as_text(value)
    if not HEADER_NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be the name of a header")
    if name.lower() == "user-agent":
        raise ValueError("the user agent is set for all pages: `user_agent` in monitor.yaml")
    if name.lower() in OWN_HEADERS:
        raise ValueError(f"the header {name} is set by the program itself")
    return name


def as_header_value(value: object) -> str:
    """Read the value of a request header: one line of ASCII."""
    text = as_text(value)
    if not (text.isascii() and text.isprintable()):
        raise ValueError("cannot stand in a header; write one line of ASCII")
    return text


def as_zone(value: object) -> str:
    """Read the name of a time zone of the IANA database."""
    name = as_text(value)
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = nearest(name, zoneinfo.available_timezones())
        hint = f"did you mean {near}?" if near else "write one as Europe/Paris"
        raise ValueError(f"is not a time zone; {hint}") from error
    return name


def as_group(value: object) -> str:
    """Read the name of a group of this machine."""
    name = as_text(value)
    try:
        grp.getgrnam(name)
    except KeyError as error:
        raise ValueError(f"there is no group {name!r} on this machine; `getent group` lists them") from error
    return name


def one_of(names: type[StrEnum] | tuple[str, ...]) -> Read:
    """Read a word that is one of *names*, in any case."""
    words = {str(name).casefold(): str(name) for name in names}

    def read(value: object) -> str:
        text = as_text(value)
        if text.casefold() not in words:
            near = nearest(text.casefold(), words)
            hint = f"; did you mean {words[near]}?" if near else ""
            raise ValueError(f"should be one of {', '.join(words.values())}{hint}")
        return words[text.casefold()]

    return Read(read, {"type": "string", "enum": list(words.values())})


class OneOrMore:
    """In ``Annotated[list[...], OneOrMore()]``: one value may stand without the brackets of a list."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read a single text as a list of one."""
        return core_schema.no_info_before_validator_function(
            lambda value: [value] if isinstance(value, str) else value, handler(source)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the JSON Schema for editors."""
        many = handler(schema)
        return {"anyOf": [many, many["items"]]}


Text = Annotated[str, Read(as_text, {"type": "string"})]
Workers = Annotated[
    int | ClusterAddress,
    Read(as_workers, {"anyOf": [_PROCESSES.schema, {"type": "string", "pattern": "^(tls|tcp)://"}]}),
]
Ledger = Annotated[str, Read(as_ledger, {"type": "string", "pattern": "^postgresql://"})]
Snapshots = Annotated[str, Read(as_snapshots, {"type": "string", "pattern": "^s3://"})]
Flag = Annotated[bool, Read(as_flag, {"type": "boolean"})]
Url = Annotated[str, Read(as_url, {"type": "string", "pattern": "^[hH][tT][tT][pP][sS]?:"})]
Id = Annotated[str, Read(as_id, {"type": "string", "pattern": f"^{naming.PATTERN}$"})]
Tag = Annotated[str, Read(as_tag, {"type": "string"})]
Language = Annotated[str, Read(as_language, {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"})]
Selector = Annotated[str, Read(as_selector, {"type": "string"})]
HeaderName = Annotated[str, Read(as_header_name, {"type": "string"})]
HeaderValue = Annotated[str, Read(as_header_value, {"type": "string"})]
Group = Annotated[str, Read(as_group, {"type": "string"})]
Zone = Annotated[str, Read(as_zone, {"type": "string"})]
TimeOfDay = Annotated[time, Read(as_time, {"type": "string", "pattern": f"^{_TIME.pattern}$"})]
Hours = Annotated[
    tuple[time, time], Read(as_hours, {"type": "string", "pattern": f"^{_TIME.pattern} ?- ?{_TIME.pattern}$"})
]
Weekday = Annotated[int, Read(as_weekday, {"type": "string", "enum": [day.casefold() for day in calendar.day_name]})]
Number = Annotated[Decimal, Read(as_number, {"type": "number"})]
Amount = Annotated[Decimal, Read(as_amount, {"type": "number", "minimum": 0})]
Share = Annotated[Decimal, Read(as_share, {"type": ["number", "string"]})]
Kinds = Annotated[list[Annotated[str, one_of(ChangeKind)]], OneOrMore()]
Roles = Annotated[list[Annotated[str, one_of(Role)]], OneOrMore()]
Way = Annotated[str, one_of(Direction)]
Texts = Annotated[list[Text], OneOrMore()]
Tags = Annotated[list[Tag], OneOrMore()]
Selectors = Annotated[list[Selector], OneOrMore()]
Ids = Annotated[list[Id], OneOrMore()]
