"""Follows the figures that public pages state, and says when one changes."""

__version__ = "0.1.0"
