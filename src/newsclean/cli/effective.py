"""`--show-config`: every setting that holds for a file, and who says so."""

import json
from collections.abc import Iterator, Sequence
from typing import Final

import click

from newsclean.cli.configuration import KEYS, Configuration, Configurations
from newsclean.cli.request import Request
from newsclean.cli.settings import cleaner_for, field_of, merged
from newsclean.cli.sources import find_sources
from newsclean.cli.status import Status
from newsclean.cli.terminal import columns, one_line, pad
from newsclean.cli.walk import is_dir, whole
from newsclean.config import Options

_TYPED: Final = "the command line"
_WIDEST: Final = 40


def show_configuration(request: Request, configurations: Configurations) -> Status:
    """Print the settings for each PATH, as TOML with a comment on where each comes from; those of equal settings once."""
    shown: dict[str, list[str]] = {}
    for source in find_sources(request.paths, request.stdin_filename):
        folder = whole(source.path) if source.path is not None and is_dir(source.path) else source.folder
        configuration = configurations.of(folder)
        cleaner_for(merged(request, configuration), configuration)
        shown.setdefault("\n".join(_lines(request, configuration)), []).append(source.name)
    click.echo("\n\n".join(f"# {', '.join(map(one_line, names))}\n{text}" for text, names in shown.items()))
    return Status.FINE


def _lines(request: Request, configuration: Configuration | None) -> Iterator[str]:
    effective = merged(request, configuration)
    rows = [(f"{key} = {_toml(_value(key, effective, configuration))}", _origin(key, request, configuration)) for key in KEYS]
    width = min(max(columns(setting) for setting, _ in rows), _WIDEST)
    for setting, origin in rows:
        yield f"{pad(setting, width)}  # {origin}" if columns(setting) <= width else f"{setting}  # {origin}"


def _value(key: str, effective: Request, configuration: Configuration | None) -> object:
    if key == "exclude":
        configured = configuration.values.get(key, ()) if configuration is not None else ()
        return (*([configured] if isinstance(configured, str) else configured), *effective.exclude)  # type: ignore[misc]  # a list
    if key == "limit":
        return dict(one.split("=", 1) for one in effective.limits)
    value = getattr(effective, field_of(key))
    return _default(key) if value is None else value


def _default(key: str) -> object:
    if key == "to":
        return "auto"
    value = getattr(Options(), field_of(key), ())
    return value if isinstance(value, str | float | bool) else "none" if value is None else "article"


def _origin(key: str, request: Request, configuration: Configuration | None) -> str:
    typed = getattr(request, field_of(key)) not in (None, ())
    places = [configuration.place_of(key)] if configuration is not None and key in configuration.values else []
    if typed:
        places = [*(places if key in {"pack", "exclude", "limit", "enable", "disable"} else []), _TYPED]
    return " and ".join(places) or "default"


def _toml(value: object) -> str:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {one}' for name, one in value.items())} }}" if value else "{}"
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
