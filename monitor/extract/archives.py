"""Office documents are archives: which kind one is, that it unpacks to a bearable size, and why one is not read.

Sizes are measured and not believed: an archive says what it likes of itself.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from monitor.errors import ExtractError
from monitor.extract.documents import Document
from monitor.model import Text

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST = 60_000_000  # bytes that a document may unpack to; a sheet of 4,000 rows and five columns has half a million
_MANY = 5_000  # files in it
_PIECE = 1 << 20
_IN_OLE = {  # names of streams, in UTF-16
    "EncryptedPackage": "encrypted",  # [MS-OFFCRYPTO] 2.3.4.4
    "Workbook": "xls",  # [MS-XLS] 2.1.2
}
_DAMAGED = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


def kind_of(document: Document) -> str:
    """Return ``xlsx``, ``ods``, ``docx``, ``odt`` or ``xls``; "" for what is no document of an office that is read."""
    if document.body.startswith(_OLE):
        return _kind_of_old(document.body)
    if not document.body.startswith(_ZIP):
        return ""
    try:
        with zipfile.ZipFile(BytesIO(document.body)) as archive:
            return _kind_of(archive)
    except _DAMAGED:
        return ""


def is_archive(document: Document) -> bool:
    """Return whether *document* is an archive of the kind that office documents are, or an old one."""
    return document.body.startswith((*_ZIP, _OLE))


def refuse(document: Document) -> Text:
    """Say why an archive is not read.

    Raises:
        ExtractError: ``document_damaged``, ``document_encrypted`` or ``not_text``, always.
    """
    if document.body.startswith(_OLE):
        if _kind_of_old(document.body) == "encrypted":
            raise encrypted()
        raise ExtractError("not_text", "The answer is an old office document, not a text.")
    try:
        with zipfile.ZipFile(BytesIO(document.body)):
            pass
    except _DAMAGED as error:
        raise damaged() from error
    raise ExtractError("not_text", "The answer is a zip archive, and no office document that is read.")


def part(document: Document, name: str, *, missing: bytes | None = None) -> bytes:
    """Return the file *name* of an archive that was `measured`; where it has none such, *missing*, if that is given.

    Raises:
        ExtractError: ``document_damaged``.
    """
    try:
        with zipfile.ZipFile(BytesIO(document.body)) as archive:
            is_there = missing is None or name in archive.namelist()
            return archive.read(name) if is_there else missing or b""
    except (*_DAMAGED, KeyError) as error:
        raise damaged() from error


def parts(document: Document, folder: str) -> Iterator[bytes]:
    """Yield the files of XML in a *folder* of an archive that was `measured`.

    Raises:
        ExtractError: ``document_damaged``.
    """
    with zipfile.ZipFile(BytesIO(document.body)) as archive:
        names = [name for name in archive.namelist() if name.startswith(folder) and name.endswith(".xml")]
    yield from (part(document, name) for name in names)


def damaged() -> ExtractError:
    """Return what is said of an archive that cannot be unpacked."""
    return ExtractError("document_damaged", "The answer is an office document or archive that is cut off or damaged.")


def encrypted() -> ExtractError:
    """Return what is said of a document that cannot be read without its password."""
    return ExtractError("document_encrypted", "The answer is an office document that asks for a password.")


def bomb(what: str) -> ExtractError:
    """Return what is said of an archive that is small, and *what* it does is not."""
    return ExtractError("document_bomb", f"The answer is an office document that {what}.")


def measured(document: Document) -> None:
    """Make sure that an archive unpacks whole, and to a size that can be borne.

    Raises:
        ExtractError: ``document_bomb``, ``document_encrypted`` or ``document_damaged``.
    """
    if not document.body.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(BytesIO(document.body)) as archive:
            if any(member.flag_bits & 1 for member in archive.infolist()):
                raise encrypted()
            _unpack(archive)
    except _DAMAGED as error:
        raise damaged() from error


def _unpack(archive: zipfile.ZipFile) -> None:
    members = [member for member in archive.infolist() if member.filename.endswith((".xml", ".rels", ".bin"))]
    left = _MOST
    if len(archive.infolist()) > _MANY:
        raise bomb(f"holds {len(archive.infolist()):,} files")
    for member in members:
        with archive.open(member) as file:
            while piece := file.read(min(_PIECE, left + 1)):
                left -= len(piece)
                if left < 0:
                    raise bomb(f"unpacks to more than {_MOST // 1_000_000} MB")


def _kind_of(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names:
        with archive.open("mimetype") as file:  # says what an OpenDocument is (ODF 1.3, part 2, 3.3)
            media = file.read(100).decode("ascii", "replace")
        return {"spreadsheet": "ods", "text": "odt"}.get(media.partition("opendocument.")[2].strip(), "")
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    return "docx" if "word/document.xml" in names else ""


def _kind_of_old(body: bytes) -> str:
    return next((kind for name, kind in _IN_OLE.items() if name.encode("utf-16-le") in body), "")
