"""Metadata: what is known of an article, by newsclean's names."""

from collections.abc import Mapping
from typing import Final, TypeAlias

MetadataValue: TypeAlias = str | tuple[str, ...]
Metadata: TypeAlias = Mapping[str, MetadataValue]

MOST_VALUES: Final = 100
"""Values of one name that are kept."""


def note(metadata: dict[str, MetadataValue], name: str, value: str) -> None:
    """Put `value` into `metadata`. A second, different value of a name is kept beside the first, up to MOST_VALUES."""
    have = metadata.get(name)
    if not value or value == have or (isinstance(have, tuple) and value in have):
        return
    if have is None:
        metadata[name] = value
    else:
        metadata[name] = (*(have if isinstance(have, tuple) else (have,)), value)[:MOST_VALUES]
