"""The command `newsclean`: a subcommand when the first argument names one, the filter in every other case."""

from collections.abc import Sequence
from typing import Final

import click

from newsclean.cli.candidates import FIRST
from newsclean.cli.messages import VERBOSITY, complain, explain_failure
from newsclean.cli.sections import sections
from newsclean.cli.signals import heeded, status_of
from newsclean.cli.status import Status
from newsclean.cli.streams import abandon_output

_FALLBACK: Final = ""
"""The name by which click reaches the command that has none: one that no subcommand can have."""


class FallbackContext(click.Context):
    """The context of a command that is reached without typing its name."""

    @property
    def command_path(self) -> str:
        """What was typed to get here: the program's name."""
        return self.parent.command_path if self.parent else super().command_path


class FallbackCommand(click.Command):
    """A command whose help has its options under headings, and lists the subcommands beside it."""

    context_class = FallbackContext

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, those of one kind together."""
        for heading, options in sections(self.get_params(ctx)):
            rows = [row for row in (option.get_help_record(ctx) for option in options) if row is not None]
            with formatter.section(heading):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of subcommands under the options."""
        group = ctx.parent.command if ctx.parent else None
        if isinstance(group, click.Group):
            rows = [(name, command.get_short_help_str(limit=100)) for name, command in sorted(group.commands.items())]
            with formatter.section("Subcommands, as the first argument (write ./NAME for a file of that name)"):
                formatter.write_dl(rows)
        super().format_epilog(ctx, formatter)


class FallbackGroup(click.Group):
    """A group with a default command, and the only place where an error becomes an exit status."""

    def __init__(self, name: str, *, fallback: click.Command, commands: Sequence[click.Command]) -> None:
        # The group takes no option of its own, so that every argument belongs to the fallback or to a subcommand.
        settings = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
        super().__init__(name, commands, add_help_option=False, context_settings=settings)
        self.fallback = fallback

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the fallback's name in front, unless the first argument is a subcommand."""
        ctx.meta[FIRST] = not args
        if not args or args[0] not in self.commands:
            args = [_FALLBACK, *args]
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of that name; the fallback for the name that `parse_args` gave it."""
        return self.fallback if cmd_name == _FALLBACK else super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> None:
        """Run the command and leave with its exit status, whatever happens in it."""
        status = self._guarded(ctx)
        abandon_output()
        ctx.exit(status)

    def _guarded(self, ctx: click.Context) -> int:
        try:
            with heeded():
                status = super().invoke(ctx)
        except click.exceptions.Exit as done:
            return done.exit_code
        except BrokenPipeError:
            return Status.BROKEN_PIPE
        except KeyboardInterrupt as interrupt:
            complain("", "interrupted")
            return status_of(interrupt)
        except Exception as error:  # noqa: BLE001 - the last stop before the user
            return _failed(error, ctx.meta.get(VERBOSITY, 0))
        return int(status or Status.FINE)


def _failed(error: Exception, verbosity: int) -> Status:
    if isinstance(error, click.ClickException):
        complain("", f"{error.format_message().rstrip('.')} (see newsclean --help)")
        return Status.TROUBLE
    place = str(error.filename or "") if isinstance(error, OSError) else ""
    return explain_failure(place, error, verbosity)
