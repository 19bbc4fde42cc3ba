"""What all tables of the files have in common."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, model_validator


class Table(BaseModel):
    """Keys and values; a key without a value counts as not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    called: ClassVar[str] = "this file"  #: how messages name it

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, values: object) -> object:
        if isinstance(values, dict) and None in values.values():
            return {key: value for key, value in values.items() if value is not None or key not in cls.model_fields}
        return values
