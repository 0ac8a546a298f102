"""From what was typed and what is configured to a Cleaner. What neither says is left to the defaults of `Options`."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from newsclean.api import Cleaner
from newsclean.cli.configuration import ConfigError, Configuration
from newsclean.cli.messages import key_of
from newsclean.cli.request import Request
from newsclean.errors import OptionError
from newsclean.limits import Limits, limit_names
from newsclean.passes import standard
from newsclean.passes.installed import installed_names, with_installed
from newsclean.pipeline import Steps

if TYPE_CHECKING:
    from newsclean.config import OptionWords

_FIELDS: Final = {"from": "read_as", "pack": "packs", "limit": "limits"}
_TUPLES: Final = frozenset(name for name in Request.names_of_fields() if getattr(Request, name) == ())


def field_of(key: str) -> str:
    """The field of a `Request` that a key of a configuration file means."""
    return _FIELDS.get(key, key.replace("-", "_"))


def merged(request: Request, configuration: Configuration | None) -> Request:
    """The request with what a configuration file says where the command line says nothing.

    Lists of packs and patterns are added up, those of the file first. Of passes that one enables and the other disables, the
    command line's word counts.
    """
    if configuration is None:
        return request
    said = {field_of(key): _as_typed(key, value, configuration) for key, value in configuration.values.items()}
    values = {name: value for name, value in said.items() if name not in _TUPLES and getattr(request, name) is None}
    lists = {name: cast("tuple[str, ...]", value) for name, value in said.items() if name in _TUPLES}
    for name, given, opposite in (("enable", request.enable, request.disable), ("disable", request.disable, request.enable)):
        values[name] = (*(one for one in lists.get(name, ()) if one not in (*given, *opposite)), *given)
    for name, given in (("packs", request.packs), ("limits", request.limits)):
        values[name] = (*lists.get(name, ()), *given)
    values["lift"] = request.lift or lists.get("lift", ())
    values["exclude"] = request.exclude  # patterns are relative to where they were written, so they stay apart
    return request.but(**values)


def _as_typed(key: str, value: object, configuration: Configuration) -> object:
    """A value of a file as the field of the request has it."""
    if key == "limit":
        return tuple(f"{name}={number}" for name, number in cast("Mapping[str, float]", value).items())
    if field_of(key) not in _TUPLES:
        return value
    values = (value,) if isinstance(value, str) else tuple(cast("Sequence[str]", value))
    return tuple(str(configuration.folder / one) for one in values) if key == "pack" else values


def cleaner_for(request: Request, configuration: Configuration | None) -> Cleaner:
    """The Cleaner that a merged request describes.

    `ConfigError` for a value of the file, `OptionError` for one of the command line, `PackError`, or OSError for a pack that
    cannot be read.
    """
    try:
        return make_cleaner(request)
    except OptionError as error:
        key = key_of(error.option)
        if configuration is None or not _is_told(configuration.values.get(key), error.value):
            raise
        raise ConfigError(str(configuration.path), configuration.line_of(key), str(error).replace(error.option, key, 1)) from None


def _is_told(said: object, value: object) -> bool:
    """Whether a value that was refused, or its text, is what a file says of a key."""
    parts = [*said.values(), *(f"{name}={number}" for name, number in said.items())] if isinstance(said, dict) else said
    return value == parts or (isinstance(parts, list) and value in parts)


@lru_cache(maxsize=256)
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
        "template_safe": None if request.template_safe == "none" else request.template_safe,
        "max_loss": request.max_loss,
        "strict": request.strict,
        "lift": request.lift or None,
        "document": request.document,
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
