"""newsclean turns the HTML of news CMSs, feeds and scrapers into safe, semantic HTML or Markdown."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsclean.api import Cleaner, clean, feed_items
    from newsclean.cleaned import Cleaned
    from newsclean.config import Options
    from newsclean.document import Document
    from newsclean.errors import InputError, NewscleanError, OptionError, PackError, PolicyError, RefusedError
    from newsclean.feeds.items import FeedItem
    from newsclean.gate.policy import Policy
    from newsclean.gate.presets import ARTICLE, RELAXED, STRICT
    from newsclean.journal import Change
    from newsclean.limits import Limits
    from newsclean.passes import standard
    from newsclean.pipeline import Pass, Step, Steps

__version__ = "0.1.0"

_HOMES = {
    "ARTICLE": "gate.presets",
    "Change": "journal",
    "Cleaned": "cleaned",
    "Cleaner": "api",
    "Document": "document",
    "FeedItem": "feeds.items",
    "InputError": "errors",
    "Limits": "limits",
    "NewscleanError": "errors",
    "OptionError": "errors",
    "Options": "config",
    "PackError": "errors",
    "Pass": "pipeline",
    "Policy": "gate.policy",
    "PolicyError": "errors",
    "RELAXED": "gate.presets",
    "RefusedError": "errors",
    "STRICT": "gate.presets",
    "Step": "pipeline",
    "Steps": "pipeline",
    "clean": "api",
    "feed_items": "api",
    "standard": "passes",
}

__all__ = [
    "ARTICLE",
    "RELAXED",
    "STRICT",
    "Change",
    "Cleaned",
    "Cleaner",
    "Document",
    "FeedItem",
    "InputError",
    "Limits",
    "NewscleanError",
    "OptionError",
    "Options",
    "PackError",
    "Pass",
    "Policy",
    "PolicyError",
    "RefusedError",
    "Step",
    "Steps",
    "__version__",
    "clean",
    "feed_items",
    "standard",
]


def __getattr__(name: str) -> object:
    """The public names, imported when first used: a program that asks only for the version loads no parser."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'newsclean' has no attribute {name!r}")
    value = getattr(import_module(f"newsclean.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
