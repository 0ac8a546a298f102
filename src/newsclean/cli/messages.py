"""Messages: one line each, on standard error, `newsclean: PATH: reason`."""

from contextlib import suppress
from typing import Final, NamedTuple

import click

from newsclean.cli.status import Status
from newsclean.cli.terminal import escaped, one_line
from newsclean.errors import NewscleanError, OptionError, RefusedError

VERBOSITY: Final = "newsclean.verbosity"
"""Where a command leaves its count of -v in click's `Context.meta`, for errors that leave the command."""
_KEYS: Final = {"read_as": "from", "packs": "pack", "limits": "limit"}


def say(line: str, *, color: bool = False) -> None:
    """Write one line to standard error. Where that is closed, full or gone, the work goes on without it."""
    with suppress(OSError):
        click.echo(line, err=True, color=color)


def complain(name: str, reason: str) -> None:
    """Write `newsclean: NAME: REASON`; an empty name is left out."""
    place = f"{escaped(name)}: " if name else ""
    say(f"newsclean: {place}{one_line(reason)}")


class Failure(NamedTuple):
    """What went wrong with a file (`name`; empty: with the command), the exit status it means, and where in our code, or ""."""

    name: str
    reason: str
    status: Status
    trace: str

    def tell(self, verbosity: int) -> None:
        """Write it as one line; from `-vv` on the traceback of an exception that nobody planned for follows."""
        complain(self.name, self.reason)
        if verbosity > 1 and self.trace:
            say(self.trace)


def failure_of(name: str, error: Exception) -> Failure:
    """What an exception means to the user."""
    status = Status.REFUSED if isinstance(error, RefusedError) else Status.TROUBLE
    return Failure(name, reason_of(error), status, "" if is_expected(error) else _trace_of(error))


def _trace_of(error: Exception) -> str:
    import traceback  # noqa: PLC0415 - for a mistake of our own, and it takes milliseconds to load

    return "".join(traceback.format_exception(error)).rstrip()


def explain_failure(name: str, error: Exception, verbosity: int) -> Status:
    """Say what went wrong with a file (or, with an empty name, with the command) and return the exit status it means."""
    failure = failure_of(name, error)
    failure.tell(verbosity)
    return failure.status


def is_expected(error: Exception) -> bool:
    """Whether a user, a file or the machine can cause the error; anything else is a mistake of newsclean's own."""
    return isinstance(error, (NewscleanError, OSError, MemoryError))


def reason_of(error: Exception) -> str:
    """The error in words, without the name of the file that it happened to."""
    if isinstance(error, OptionError):
        return str(error).replace(error.option, f"--{key_of(error.option)}", 1)
    if isinstance(error, NewscleanError):
        return str(error)
    return _reason_of_builtin(error)


def _reason_of_builtin(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error) or type(error).__name__
    if isinstance(error, MemoryError):
        return "not enough memory"
    return f"internal error: {type(error).__name__}: {error} (please report it; -vv shows where)"


def key_of(option: str) -> str:
    """What the command line and configuration files call an option of the library, without dashes before it."""
    return _KEYS.get(option, option.replace("_", "-"))
