"""The configuration of a home: read, checked, described for editors, and edited without touching what people wrote."""

from monitor.config.atomic_files import read, replace
from monitor.config.config_files import paths
from monitor.config.edits import Edits
from monitor.config.file_shapes import schema
from monitor.config.kept_index import last_good_file
from monitor.config.key_edits import Changed, set_defaults, set_enabled, set_pages, set_service
from monitor.config.key_values import Setting, read_setting
from monitor.config.last_good import keep, last_good, mark_stale, stale_since
from monitor.config.listed_entries import ListedEntry, listed_entry, without_credentials
from monitor.config.lists import LARGEST as LARGEST_LIST
from monitor.config.lists import Listed, read_list
from monitor.config.loading import Config, load, load_edited, load_texts
from monitor.config.metrics_fields import MetricsTable
from monitor.config.naming import slug, slugify
from monitor.config.new_pages import file_for
from monitor.config.origins import Origin, of_program, origins
from monitor.config.page_edits import add, remove
from monitor.config.parts import Parts
from monitor.config.secrets import files_of_secrets
from monitor.config.settings import Settings, settings
from monitor.config.source_keys import KINDS, first_look
from monitor.config.starting import schema_files, starter
from monitor.config.web_fields import WebTable

__all__ = [
    "KINDS", "LARGEST_LIST", "Changed", "Config", "Edits", "Listed", "ListedEntry", "MetricsTable", "Origin", "Parts",
    "Setting", "Settings", "WebTable", "add", "file_for", "files_of_secrets", "first_look", "keep", "last_good",
    "last_good_file", "listed_entry", "load", "load_edited", "load_texts", "mark_stale", "of_program", "origins",
    "paths", "read", "read_list", "read_setting", "remove", "replace", "schema", "schema_files", "set_defaults",
    "set_enabled", "set_pages", "set_service", "settings", "slug", "slugify", "stale_since", "starter",
    "without_credentials",
]  # fmt: skip
