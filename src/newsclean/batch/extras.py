"""Libraries that come with the extra `newsclean[batch]`."""

from importlib import import_module
from typing import Any

from newsclean.errors import InputError


def extra(module: str) -> Any:  # noqa: ANN401 - a module that has no types
    """A module of the extra. InputError, which says how to get it, where it is not installed."""
    try:
        return import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        raise InputError(f"{name} is not installed; pip install 'newsclean[batch]' brings it") from None
