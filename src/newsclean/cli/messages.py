"""Messages: one line each, on standard error, `newsclean: PATH: reason`."""

from contextlib import suppress
from typing import Final

import click

from newsclean.cli.status import Status
from newsclean.cli.terminal import escaped, one_line
from newsclean.errors import NewscleanError, OptionError, RefusedError

VERBOSITY: Final = "newsclean.verbosity"
"""Where a command leaves its count of -v in click's `Context.meta`, for errors that leave the command."""
_OPTION_NAMES: Final = {"read_as": "--from", "packs": "--pack", "limits": "--limit"}


def say(line: str, *, color: bool = False) -> None:
    """Write one line to standard error. Where that is closed, full or gone, the work goes on without it."""
    with suppress(OSError):
        click.echo(line, err=True, color=color)


def complain(name: str, reason: str) -> None:
    """Write `newsclean: NAME: REASON`; an empty name is left out."""
    place = f"{escaped(name)}: " if name else ""
    say(f"newsclean: {place}{one_line(reason)}")


def explain_failure(name: str, error: Exception, verbosity: int) -> Status:
    """Say what went wrong with a file (or, with an empty name, with the command) and return the exit status it means.

    An exception that nobody planned for is one line too; from `-vv` on its traceback follows.
    """
    complain(name, reason_of(error))
    if verbosity > 1 and not is_expected(error):
        import traceback  # noqa: PLC0415 - for a mistake of our own, and it takes milliseconds to load

        say("".join(traceback.format_exception(error)).rstrip())
    return Status.REFUSED if isinstance(error, RefusedError) else Status.TROUBLE


def is_expected(error: Exception) -> bool:
    """Whether a user, a file or the machine can cause the error; anything else is a mistake of newsclean's own."""
    return isinstance(error, (NewscleanError, OSError, MemoryError))


def reason_of(error: Exception) -> str:
    """The error in words, without the name of the file that it happened to."""
    if isinstance(error, OptionError):
        return str(error).replace(error.option, _option_name(error.option), 1)
    if isinstance(error, NewscleanError):
        return str(error)
    return _reason_of_builtin(error)


def _reason_of_builtin(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error) or type(error).__name__
    if isinstance(error, MemoryError):
        return "not enough memory"
    return f"internal error: {type(error).__name__}: {error} (please report it; -vv shows where)"


def _option_name(option: str) -> str:
    return _OPTION_NAMES.get(option, f"--{option.replace('_', '-')}")
