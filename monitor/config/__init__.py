"""The configuration of a home: read, checked, described for editors, and edited without touching what people wrote."""

from monitor.config.files import schema
from monitor.config.loading import Config, load, paths
from monitor.config.naming import slug

__all__ = ["Config", "load", "paths", "schema", "slug"]
