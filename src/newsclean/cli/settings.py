"""From what was typed to a Cleaner. What was not typed is left to the defaults of `Options`."""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, cast

from newsclean.api import Cleaner
from newsclean.cli.request import Request
from newsclean.errors import OptionError
from newsclean.limits import Limits, limit_names
from newsclean.passes import standard
from newsclean.passes.installed import installed_names, with_installed
from newsclean.pipeline import Steps

if TYPE_CHECKING:
    from newsclean.config import OptionWords


def make_cleaner(request: Request) -> Cleaner:
    """The Cleaner the request describes. Raises `OptionError`, `PackError`, or OSError for a pack that cannot be read."""
    words = {
        "to": request.to if request.to not in {None, "json"} else "auto",
        "read_as": request.read_as,
        "site": request.site,
        "packs": request.packs or None,
        "steps": _steps(request),
        "fallback": None if request.fallback == "none" else request.fallback,
        "policy": request.policy,
        "markdown": request.markdown,
        "verify": None if request.verify == "none" else request.verify,
        "template_safe": request.template_safe,
        "max_loss": request.max_loss,
        "strict": request.strict or None,
        "lift": request.lift or None,
        "document": request.document or None,
        "limits": _limits(request.limits),
        "on_limit": request.on_limit,
    }
    # click has checked what it can; Options checks the names and the values.
    return Cleaner(**cast("OptionWords", {name: value for name, value in words.items() if value is not None}))


def _limits(given: Sequence[str]) -> Limits | None:
    if not given:
        return None
    values: dict[str, float] = {}
    for one in given:
        name, _, value = one.partition("=")
        if name not in limit_names():
            raise OptionError("limits", one, "unknown limit", known=[f"{known}=VALUE" for known in limit_names()])
        values[name] = _number(one, value)
    return Limits(**values)  # type: ignore[arg-type]  # Limits checks the values


def _number(given: str, value: str) -> float:
    try:
        return int(value) if value.isascii() and value.isdigit() else float(value)
    except ValueError:
        raise OptionError("limits", given, "a number is missing after the =") from None


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
