"""The options of the filter under headings, for `--help` and the manual page."""

from collections.abc import Iterable, Iterator
from typing import Final

import click

_SECTIONS: Final = {
    "Input and output": "in-place output check diff fail-on-change jobs exclude from to document stdin-filename",
    "What is done": "url site pack enable disable lift fallback markdown",
    "Safety": "policy template-safe verify strict max-loss limit on-limit",
    "Settings": "config isolated show-config",
    "Messages": "explain report quiet verbose color version help",
}
_REST: Final = "More options"


def sections(params: Iterable[click.Parameter]) -> Iterator[tuple[str, list[click.Option]]]:
    """Each heading with its options; those that no heading names come last."""
    rest = {_long_name(one): one for one in params if isinstance(one, click.Option) and not one.hidden}
    for heading, names in _SECTIONS.items():
        yield heading, [rest.pop(name) for name in names.split() if name in rest]
    if rest:
        yield _REST, list(rest.values())


def _long_name(option: click.Option) -> str:
    return max(option.opts, key=len).removeprefix("--")
