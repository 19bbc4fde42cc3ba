"""The configuration of a home: read, checked, described for editors, and edited without touching what people wrote."""

from monitor.config.disk import read, replace
from monitor.config.edit import add, remove, set_enabled
from monitor.config.files import schema
from monitor.config.last_good import keep, last_good, mark_stale
from monitor.config.lists import LARGEST as LARGEST_LIST
from monitor.config.lists import Listed, read_list
from monitor.config.loading import Config, load, paths
from monitor.config.naming import slug
from monitor.config.starting import schema_files, starter

__all__ = [
    "LARGEST_LIST", "Config", "Listed", "add", "keep", "last_good", "load", "mark_stale", "paths", "read", "read_list",
    "remove", "replace", "schema", "schema_files", "set_enabled", "slug", "starter",
]  # fmt: skip
