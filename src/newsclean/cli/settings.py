"""From what was typed to a Cleaner. What was not typed is left to the defaults of `Options`."""

from collections.abc import Collection
from typing import TYPE_CHECKING, cast

from newsclean.api import Cleaner
from newsclean.cli.request import Request
from newsclean.errors import OptionError
from newsclean.passes import standard
from newsclean.passes.installed import installed_names, with_installed
from newsclean.pipeline import Steps

if TYPE_CHECKING:
    from newsclean.config import OptionWords


def make_cleaner(request: Request) -> Cleaner:
    """The Cleaner the request describes. Raises `OptionError`, `PackError`, or OSError for a pack that cannot be read."""
    words = {
        "to": None if request.to == "json" else request.to,
        "read_as": request.read_as,
        "site": request.site,
        "packs": request.packs or None,
        "steps": _steps(request),
        "fallback": None if request.fallback == "none" else request.fallback,
        "policy": request.policy,
        "verify": None if request.verify == "none" else request.verify,
        "template_safe": request.template_safe,
        "max_loss": request.max_loss,
        "strict": request.strict or None,
        "lift": request.lift or None,
        "document": request.document or None,
    }
    # click has checked what it can; Options checks the names and the values.
    return Cleaner(**cast("OptionWords", {name: value for name, value in words.items() if value is not None}))


def _steps(request: Request) -> Steps | None:
    if not request.enable and not request.disable:
        return None
    steps = standard()
    for name in request.enable:
        steps = _with(steps, name, request.disable)
    for name in request.disable:
        if name not in steps.names:
            raise OptionError("disable", name, "unknown pass", known=steps.names)
    return steps.without(*request.disable)


def _with(steps: Steps, name: str, disabled: Collection[str]) -> Steps:
    if name in disabled:
        raise OptionError("enable", name, "named by --enable and by --disable")
    if name in steps.names:
        return steps
    if name not in installed_names():
        raise OptionError("enable", name, "unknown pass", known=(*steps.names, *installed_names()))
    return with_installed(steps, name)
