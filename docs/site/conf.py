"""How Sphinx makes the documentation site of files that it reads where they lie in the repository: `make site`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NAVIGATION = {
    "Use it": [
        "docs/look", "docs/user-guide", "docs/configuration", "docs/operations", "docs/cluster", "docs/reports",
        "docs/languages", "docs/reliability", "docs/data-dictionary", "docs/commands",
    ],
    "Understand it": [
        "docs/how-it-works", "docs/decisions/README", "docs/doubtful-rules", "tests/gold/README", "CONTRIBUTING",
        "SECURITY", "CHANGELOG",
    ],
}  # fmt: skip
"""The documents as they are read, under the headings of the navigation. One that is under none fails the build."""

project = html_title = "monitor"
extensions = ["myst_parser"]
root_doc = "README"
include_patterns = ["*.md", "docs/*.md", "docs/decisions/*.md", "tests/gold/README.md"]
html_extra_path = ["index.html"]
templates_path = ["templates"]  # what the theme leaves out, as in site.js
html_theme = "furo"
html_static_path = ["site.js"]
html_js_files = ["site.js"]
html_copy_source = html_show_sourcelink = html_show_copyright = False
html_use_index = False
smartquotes = False  # what is typed into a shell stands as it is typed
myst_heading_anchors = 6  # links name headings as GitHub does
nitpicky = True


def setup(app: Sphinx) -> None:
    """Add to the documents what leads to others, which would be noise where they are read as files."""
    app.connect("source-read", _navigate)


def _navigate(_app: Sphinx, document: str, source: list[str]) -> None:
    if document == root_doc:
        source[0] += "".join(_toctree(f":caption: {caption}", named) for caption, named in NAVIGATION.items())
    if document == "docs/decisions/README":
        source[0] += _toctree(":glob:", ["[0-9]*"])


def _toctree(option: str, documents: list[str]) -> str:
    return "\n".join(["", "```{toctree}", ":hidden:", option, "", *documents, "```", ""])
