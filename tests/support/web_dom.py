"""What a view shows, asked as a browser without scripts would: elements, words, what a form sends."""

from __future__ import annotations

from typing import cast

from flask.testing import FlaskClient
from lxml import html as lxml_html
from lxml.html import FormElement, HtmlElement


def elements(document: str | HtmlElement, path: str) -> list[HtmlElement]:
    """Return the elements of a document, or inside an element, that an XPath names."""
    tree = lxml_html.document_fromstring(document) if isinstance(document, str) else document
    return cast("list[HtmlElement]", tree.xpath(path))


def strings(document: str | HtmlElement, path: str) -> list[str]:
    """Return the attributes or texts that an XPath names."""
    return [str(one) for one in elements(document, path)]


def words(element: HtmlElement) -> str:
    """Return what a person reads of it."""
    return " ".join(" ".join(map(str, element.itertext())).split())


def text_of(document: str) -> str:
    """Return what a person reads of a whole document."""
    return words(elements(document, "/html")[0])


def form(document: str | HtmlElement, path: str) -> FormElement:
    """Return the one form that an XPath names."""
    (found,) = elements(document, path)
    return cast("FormElement", found)


def fields(of: FormElement) -> dict[str, str]:
    """Return what a form sends without a button."""
    return {str(name): str(value) for name, value in of.form_values()}


def press(client: FlaskClient, document: str, path: str, **written: str) -> str:
    """Press the first button of *document* that an XPath names, as a browser does; return the page that comes."""
    button = elements(document, path)[0]
    around = cast("FormElement", next(button.iterancestors("form")))
    filled = {**fields(around), **written}
    if button.get("name"):
        filled[str(button.get("name"))] = str(button.get("value"))
    answer = client.post(str(around.get("action")), data=filled, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text
