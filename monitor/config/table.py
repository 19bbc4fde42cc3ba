"""What all tables of the files have in common."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.fields import FieldInfo


class Table(BaseModel):
    """Keys and values; a key without a value counts as not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    called: ClassVar[str] = "this file"  #: how messages name it

    @classmethod
    def written_keys(cls) -> dict[str, FieldInfo]:
        """Return the keys as they are written; ``from`` cannot be the name of an attribute."""
        return {field.alias or name: field for name, field in cls.model_fields.items()}

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, values: object) -> object:
        if isinstance(values, dict) and None in values.values():
            return {key: value for key, value in values.items() if value is not None or key not in cls.written_keys()}
        return values
