"""The shape of the three files, key by key; a test holds docs/configuration.md to the same keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field

from monitor.config import channel_fields, credential_fields, fields, source_keys
from monitor.config.fields import duration, keeping, one_of, size, whole
from monitor.config.metrics_fields import MetricsTable
from monitor.config.schedule_fields import Interval, ScheduleTable
from monitor.config.sending import Sending
from monitor.config.table import Table
from monitor.config.web_fields import WebTable
from monitor.model import FOREVER, Limits, Security

HOUR, YEAR = timedelta(hours=1), timedelta(days=366)
MOMENT = timedelta(milliseconds=10)
Patience = Annotated[timedelta, duration(MOMENT, HOUR)]
Keeping = Annotated[timedelta, keeping(timedelta(days=1), timedelta(weeks=5_200))]
DEFAULT_LIMITS = Limits()


class PageAlert(Table):
    """A rule of telling for one page."""

    called = "an alert"
    name: fields.Text | None = Field(None, description="Shown with each finding that the rule told.")
    indicators: fields.Ids = Field([], description="Only figures gathered under these indicators.")
    kinds: fields.Kinds | None = Field(None, description="Kinds of change that are told.")
    roles: fields.Roles | None = Field(None, description="Roles of figures that are told.")
    tables: fields.Flag | None = Field(None, description="Tell of cells of tables too.")
    outside_main: fields.Flag | None = Field(None, description="Tell of navigation, footers, comments too.")
    min_absolute: fields.Amount | None = Field(None, description="Smallest difference that is told.")
    min_relative: fields.Share | None = Field(None, description="Smallest relative difference, such as 5 %.")
    direction: fields.Way | None = Field(None, description="Tell only of what goes UP, or DOWN.")
    crossing: fields.Number | None = Field(None, description="Tell only when the value passes this one.")
    silent: fields.Flag | None = Field(
        None, description="true: tell only of what changed while the page's own date of update did not."
    )
    against: Annotated[str, one_of(("last", "told"))] | None = Field(
        None, description="Measure against the last version, or the last value told (so that slow drift is not lost)."
    )


class GeneralAlert(PageAlert):
    """A rule of telling in monitor.yaml."""

    pages: fields.Ids = Field([], description="Only these pages.")
    tags: fields.Tags = Field([], description="Only pages with one of these tags.")


class Shared(ScheduleTable):
    """What may be said of several pages together."""

    select: fields.Selector | None = Field(None, description="CSS, XPath or a path into JSON: read only what it takes.")
    ignore: fields.Selectors | None = Field(None, description="CSS, XPath or paths into JSON: leave these out.")
    must_contain: fields.Text | None = Field(None, description="A text without this phrase is not believed.")
    language: fields.Language | None = Field(None, description="Overrides what the page says of itself: en, fr.")
    speaker: fields.Text | None = Field(None, description="Who states the figures that nobody is said to state.")
    render: Annotated[str, one_of(("browser",))] | None = Field(
        None, description="browser: load the page in Chromium, and read what its scripts make of it."
    )
    conditional: fields.Flag | None = Field(None, description="Ask the server whether the page changed (304).")
    enabled: fields.Flag | None = Field(None, description="false: the page stays listed and is not checked.")
    only: fields.Texts | None = Field(None, description="Words: tell only of figures that count one of them.")
    alerts: list[PageAlert] | None = Field(None, description="Rules of telling, instead of those of monitor.yaml.")


class Defaults(Shared):
    """What holds for every page that does not say otherwise."""

    called = "`defaults`"
    tags: fields.Tags | None = Field(None, description="Words to gather pages by.")


class Group(Shared):
    """What holds for every page with a tag that does not say otherwise."""

    called = "a group"
    keep: Keeping | None = Field(None, description="Like `keep` of monitor.yaml, for these pages: 104w, or forever.")


class PageEntry(Defaults):
    """One page of the list."""

    called = "a page"
    url: fields.Url = Field(description="The page's address, http or https.")
    id: fields.Id | None = Field(None, description="Names the page everywhere; by default made from the address.")
    allow_private: fields.Flag | None = Field(None, description="The page's own host may have a private address.")
    ignore_robots: fields.Flag | None = Field(None, description="Fetch even where robots.txt forbids it.")
    ca_file: fields.Text | None = Field(
        None, description="Certificates (PEM) that alone vouch for the page's own host."
    )
    headers: dict[fields.HeaderName, fields.HeaderValue] | None = Field(
        None, description="Sent to the page's own host only; ${NAME} is taken from the environment."
    )
    auth: credential_fields.AuthTable | None = Field(None, description="A sign-in, sent to the page's own host only.")
    cookies: dict[credential_fields.CookieName, credential_fields.CookieValue] | None = Field(
        None, description="Sent to the page's own host only; ${NAME} is taken from the environment."
    )
    keep: Keeping | None = Field(None, description="Like `keep` of monitor.yaml, for this page: 104w, or forever.")
    follow: Annotated[str, one_of(source_keys.KINDS)] | None = Field(
        None, description="The page is a source: what it names is followed: feed, listing, sitemap, latest, documents."
    )
    links: source_keys.Pattern | None = Field(
        None, description="Regular expression: only links of the source with it in their address or words."
    )
    window: source_keys.Window | None = Field(
        None, description="How long a page of the source is followed: 30d, or forever."
    )
    most: Annotated[int, whole(1, 10_000)] | None = Field(
        None, description="Pages of the source that are followed at once, the newest."
    )
    newest: Annotated[str, one_of(("first", "last"))] | None = Field(
        None, description="Where the newest stands in a list without dates."
    )
    full_text: fields.Flag | None = Field(
        None, description="Each post of the feed is read in the feed itself; its own page is not asked for."
    )
    note: fields.Text | None = Field(None, description="For people.")
    was: fields.Id | None = Field(None, description="The id that the page had before: its history is carried over.")


class MorePages(Table):
    """A file of config/pages/: further pages that are followed."""

    called = "a file of pages"
    defaults: Defaults = Field(Defaults(), description="What holds for every page that does not say otherwise.")
    pages: list[PageEntry] = Field([], description="The pages that are followed.")
    allow_empty: fields.Flag = Field(False, description="true: a list without pages is meant, not a mishap.")  # noqa: FBT003


class PagesFile(MorePages):
    """config/pages.yaml: the pages that are followed."""

    called = "pages.yaml"
    tags: dict[fields.Tag, Group] = Field({}, description="What holds for the pages with a tag, of any file.")


class LimitsTable(Table):
    """What one fetch and one reading may cost."""

    called = "`limits`"
    connect: Patience = Field(DEFAULT_LIMITS.connect, description="For each address tried.")
    idle: Patience = Field(DEFAULT_LIMITS.idle, description="Between two pieces of an answer.")
    total: Patience = Field(DEFAULT_LIMITS.total, description="The whole fetch, redirects included.")
    redirects: Annotated[int, whole(0, 20)] = Field(DEFAULT_LIMITS.redirects, description="How many are followed.")
    header_bytes: Annotated[int, size(1_024, 2**20)] = Field(
        DEFAULT_LIMITS.header_bytes, description="Of one answer's headers."
    )
    wire_bytes: Annotated[int, size(1_024, 2**30)] = Field(
        DEFAULT_LIMITS.wire_bytes, description="Of one answer, as sent."
    )
    decoded_bytes: Annotated[int, size(1_024, 2**30)] = Field(
        DEFAULT_LIMITS.decoded_bytes, description="Of one answer, its coding undone."
    )
    robots_bytes: Annotated[int, size(1_024, 2**24)] = Field(
        DEFAULT_LIMITS.robots_bytes, description="Of a robots.txt; the rest is not read."
    )
    host_gap: Annotated[timedelta, duration(timedelta(0), HOUR)] = Field(
        DEFAULT_LIMITS.host_gap, description="Between the end of a request to a host and the start of the next."
    )
    host_bytes_a_day: Annotated[int, size(2**10, 2**40)] = Field(
        DEFAULT_LIMITS.host_bytes_a_day, description="From one host in a day."
    )
    turn: Annotated[timedelta, duration(timedelta(seconds=1), HOUR)] = Field(
        DEFAULT_LIMITS.turn,
        description="Until others may ask the hosts of a worker that lives no more; at least four times `total`.",
    )
    read_wall: Patience = Field(DEFAULT_LIMITS.read_wall, description="Reading one document, by the clock.")
    read_cpu: Patience = Field(DEFAULT_LIMITS.read_cpu, description="Reading one document, processor time.")
    read_memory: Annotated[int, size(2**26, 2**36)] = Field(
        DEFAULT_LIMITS.read_memory, description="Reading one document, beyond what the program itself takes."
    )


class ReportTable(Table):
    """How reports are made where the command line does not say."""

    called = "`report`"
    since: Interval = Field(timedelta(days=7), description="How far back `monitor report` looks.")
    format: Annotated[str, one_of(("terminal", "html", "markdown", "json", "csv", "atom"))] = Field(
        "terminal", description="The format of `monitor report`."
    )


class MailTable(Table):
    """How mails are sent, and to whom."""

    called = "`mail`"
    to: channel_fields.Mailboxes = Field(description="Who gets them: one address or several.")
    sender: channel_fields.Mailbox = Field(alias="from", description="Whom they come from.")
    server: channel_fields.Host = Field(description="The mail server that takes them: a host.")
    port: Annotated[int, whole(1, 65_535)] | None = Field(
        None, description="By default 587 with starttls, 465 with tls, 25 with none."
    )
    security: Annotated[str, one_of(Security)] = Field(
        "starttls", description="starttls, tls, or none: for a server of this machine."
    )
    user: fields.HeaderValue | None = Field(None, description="Whom to log in as; ${NAME} and ${file:PATH} work here.")
    password: channel_fields.Reference | None = Field(
        None, description="${NAME} or ${file:PATH}: where the password stands."
    )


class ChannelEntry(Sending):
    """A place where you want to be told: a file, a feed, a webhook, a mailbox, or a service that Apprise knows."""

    called = "a channel"
    name: fields.Id = Field(description="Names the channel in commands and in the ledger.")
    file: fields.Text | None = Field(None, description="Each report is a line of JSON at the end of this file.")
    feed: fields.Text | None = Field(None, description="The newest findings stand in this file, as an Atom feed.")
    webhook: fields.Text | None = Field(
        None, description="Each report is posted to this address as JSON; ${NAME} and ${file:PATH} work here."
    )
    mail: MailTable | None = Field(None, description="Each report is sent by mail.")
    url: fields.Text | None = Field(
        None, description="A chat line of each report goes to this Apprise address: slack://${TOKENS}, ntfy://TOPIC."
    )
    headers: dict[fields.HeaderName, fields.HeaderValue] | None = Field(
        None, description="Sent to the webhook; ${NAME} and ${file:PATH} work here."
    )
    secret: channel_fields.Reference | None = Field(
        None, description="${NAME} or ${file:PATH}: what messages to the webhook are signed with, in base64."
    )
    allow_private: fields.Flag = Field(False, description="The channel's own host may have a private address.")  # noqa: FBT003
    ca_file: fields.Text | None = Field(
        None, description="Certificates (PEM) that alone vouch for the channel's own host."
    )


class PingTable(Table):
    """A dead-man's switch: it is told that the service lives, and raises the alarm when it no longer is."""

    called = "`ping`"
    url: fields.Url = Field(description="Asked once a minute by `monitor run`, http or https.")
    allow_private: fields.Flag | None = Field(None, description="Its host may have a private address.")


class TimestampTable(Table):
    """An authority that signs when each snapshot existed (RFC 3161)."""

    called = "`timestamp`"
    url: fields.Url = Field(description="Asked once for each new snapshot; it learns a SHA-256, and nothing else.")
    ca_file: fields.Text = Field(description="Certificates (PEM) that vouch for the authority's signatures.")
    allow_private: fields.Flag | None = Field(None, description="Its host may have a private address.")


class ServiceFile(Table):
    """config/monitor.yaml: how the program behaves."""

    called = "monitor.yaml"
    contact: fields.Text | None = Field(None, description="Your e-mail or web address, sent with every request.")
    user_agent: fields.Text | None = Field(None, description="The name the program gives itself.")
    time_zone: fields.Zone = Field(
        "UTC", description="The zone that reports show times in, and where days begin: Europe/Paris."
    )
    group: fields.Group | None = Field(
        None, description="A group of this machine that may read the ledger and the snapshots, besides you."
    )
    workers: fields.Workers | None = Field(
        None,
        description="Processes that read pages, by default one for each processor, at most four; or the address "
        "of a Dask scheduler: tls://HOST:PORT?ca=FILE&certificate=FILE&key=FILE.",
    )
    fetch_threads: Annotated[int, whole(1, 64)] = Field(64, description="Hosts that are asked at the same time.")
    ledger: fields.Ledger | None = Field(
        None,
        description="Where the ledger lies that several machines share: postgresql://USER@HOST/DATABASE.",
    )
    snapshots: fields.Snapshots | None = Field(
        None, description="Where the snapshots lie, if in an object store: s3://BUCKET/PREFIX?endpoint=https://HOST."
    )
    disk_reserve: Annotated[int, size(0, 2**60)] | None = Field(
        None,
        description="Room that is kept free on the disk; by default 200 MiB, or a twentieth of it if that is more.",
    )
    confirmations: Annotated[int, whole(1, 20)] = Field(
        3, description="Equal captures in a row after which a doubtful page is believed."
    )
    confirm_after: Annotated[timedelta, duration(timedelta(), YEAR)] = Field(
        timedelta(hours=12), description="The time from the first of these captures to the last; 0s: no time."
    )
    keep: Keeping = Field(
        FOREVER, description="How long snapshots are kept that prove nothing; by default forever: none is removed."
    )
    limits: LimitsTable = Field(LimitsTable(), description="What one fetch and one reading may cost.")
    report: ReportTable = Field(ReportTable(), description="How reports are made.")
    ping: PingTable | None = Field(None, description="A dead-man's switch elsewhere, told that the service lives.")
    timestamp: TimestampTable | None = Field(
        None, description="An authority that signs when each snapshot existed (RFC 3161)."
    )
    web: WebTable = Field(WebTable(), description="The review page.")
    metrics: MetricsTable = Field(MetricsTable(), description="Measures for programs that watch over the service.")
    alerts: list[GeneralAlert] = Field([], description="Rules of telling; the first that wants a change tells it.")
    channels: list[ChannelEntry] = Field([], description="Where you are told of what is told.")


class IndicatorEntry(Table):
    """A thing that you have named."""

    called = "an indicator"
    id: fields.Id = Field(description="Names the indicator everywhere.")
    name: fields.Text | None = Field(None, description="Its title in reports.")
    words: fields.Texts = Field([], description="Words of which one must stand in what is counted.")
    near: fields.Texts = Field([], description="Words of which one must stand in the sentence, heading or title.")
    unit: fields.Text | None = Field(None, description="Its unit: %, EUR, km.")
    pages: fields.Ids = Field([], description="Only figures of these pages.")
    tags: fields.Tags = Field([], description="Only figures of pages with one of these tags.")


class SpeakerEntry(Table):
    """Somebody who states figures under several names."""

    called = "a speaker"
    name: fields.Text = Field(description="The name that reports show.")
    aliases: fields.Texts = Field([], description="Other names of the same speaker, in any language of your pages.")


class IndicatorsFile(Table):
    """config/indicators.yaml: the things that you have named."""

    called = "indicators.yaml"
    indicators: list[IndicatorEntry] = Field([], description="The things that you have named.")
    speakers: list[SpeakerEntry] = Field([], description="Those who state figures under several names.")


FILES: dict[str, type[Table]] = {
    "pages.yaml": PagesFile,
    "monitor.yaml": ServiceFile,
    "indicators.yaml": IndicatorsFile,
}


def schema() -> dict[str, dict[str, Any]]:
    """Return a JSON Schema for each configuration file, by the name of the schema's own file (``pages.json``)."""
    return {
        file.replace(".yaml", ".json"): {"$schema": "https://json-schema.org/draft/2020-12/schema", **_plainer(body)}
        for file, body in ((file, table.model_json_schema(mode="validation")) for file, table in FILES.items())
    }


_NAMED = frozenset({"properties", "$defs"})  # of a schema: tables of schemas by name


def _plainer(schema: Any) -> Any:
    """Return *schema* without what would only clutter an editor's hints: titles, null, defaults of none."""
    if isinstance(schema, list):
        return [_plainer(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _plainer(part) for name, part in value.items()} if key in _NAMED else _plainer(value)
        for key, value in _chosen(schema).items()
        if not _is_clutter(key, value)
    }


def _chosen(schema: dict[str, Any]) -> dict[str, Any]:
    """Return *schema* without null as a choice; what is left of one choice is no choice."""
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if not choices:
        return schema
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**choices[0], **rest} if len(choices) == 1 else {"anyOf": choices, **rest}


def _is_clutter(key: str, value: object) -> bool:
    return key == "title" or (key == "default" and (value is None or isinstance(value, dict)))
