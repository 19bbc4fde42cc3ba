"""What worker processes do: read what they are given, and compare it.

It brings all readers, so the process that hands out the work does not import it.
"""

from __future__ import annotations

from monitor import extract, sources
from monitor.errors import ExtractError
from monitor.examine import examine, read
from monitor.model import SourceReading
from monitor.model.examining import Task
from monitor.worker_tasks import Found, OffersTask, Short, Slim, SourceTask, Work, failed


def outcome(task: Work) -> Found | Slim:
    """Return what comes of *task*, as it crosses the pipe."""
    return Slim.of(examine(task)) if isinstance(task, Task) else done(task)


def done(document: Short) -> Found:
    """Return what comes of *document*, which is only to be read."""
    try:
        if isinstance(document, OffersTask):
            media, robots = document.content_type, document.robots
            return sources.offered(document.body, url=document.url, content_type=media, robots=robots)
        if isinstance(document, SourceTask):
            return names(document)
        media, url = document.content_type, document.url
        return read(document.body, content_type=media, url=url, page=document.page, language=document.language)
    except ExtractError as error:
        return failed(error.reason, error.detail)


def names(task: SourceTask) -> SourceReading:
    """Return what a document of a source names.

    Raises:
        ExtractError: it cannot be read, or it is a notice that stands instead of it (``not_the_list``): the links of a
            consent wall are no news. Where the user says which links are meant, one that is there is proof enough.
    """
    got, source = task.fetched, task.source
    media = got.capture.header("content-type")
    named = sources.read(source, got.body, url=got.capture.final_url, content_type=media)
    if not sources.SOURCES[source.kind].is_of_links or source.links:
        return named
    reading = read(got.body, content_type=media)
    doubt = extract.judge(got, reading.text, len(reading.figures), None)
    if doubt is not None and doubt.hard:
        raise ExtractError("not_the_list", doubt.detail)
    return named
