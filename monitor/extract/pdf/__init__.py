"""Reads PDF documents: what stands on their pages, in the order in which a person reads it."""

from __future__ import annotations

from monitor.extract.pdf.pdf_reading import read, recognises

__all__ = ["read", "recognises"]
