"""DOCX to text: mammoth makes HTML of a Word document, which is then read as any other.

Of tracked changes it takes what is in force; what vanishes is hidden here too. Pictures are left out, and so are tables
of contents: their numbers are those of pages.
"""

from __future__ import annotations

from html import escape
from io import BytesIO
from xml.parsers.expat import ExpatError

from monitor.extract import archives, html_pages, word_hidden
from monitor.extract.documents import Document
from monitor.model import Text

_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p:fresh",
        *(f"p[style-name='toc {level}'] => !" for level in range(1, 10)),
        "p[style-name='table of figures'] => !",
    )
)
_BROKEN = (ExpatError, KeyError, ValueError, IndexError, AttributeError, TypeError, OSError, RecursionError)


def recognises(document: Document) -> bool:
    """Return whether *document* is a Word document."""
    return archives.kind_of(document) == "docx"


def read(document: Document) -> Text:
    """Return the text of a Word document.

    Raises:
        ExtractError: ``document_damaged``, ``document_encrypted`` or ``document_bomb``, or what
            `html_pages.text_of` says.
    """
    archives.measured(document)
    body, hidden = word_hidden.taken_out(document)
    concealed = f"<div hidden>{escape(hidden)}</div>" if hidden else ""
    return html_pages.text_of(_markup(body) + concealed, document, kind="docx")


def _markup(body: bytes) -> str:
    import mammoth

    try:
        made = mammoth.convert_to_html(
            BytesIO(body),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=lambda _image: [],
        )
    except _BROKEN as error:
        raise archives.damaged() from error
    return str(made.value)
