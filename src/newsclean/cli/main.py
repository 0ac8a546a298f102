"""The entry point of the command `newsclean`."""

import os
from typing import NoReturn

from newsclean.cli.completion import VARIABLE, completion
from newsclean.cli.filter import filter_command
from newsclean.cli.group import FallbackGroup
from newsclean.cli.listing import packs, passes
from newsclean.cli.preview import preview
from newsclean.cli.rules import rules

newsclean = FallbackGroup("newsclean", fallback=filter_command, commands=[completion, packs, passes, preview, rules])
"""The whole command line as a click command."""


def main() -> NoReturn:
    """Run the command line with the arguments of the process and leave with the exit status of the contract."""
    if VARIABLE in os.environ:
        from newsclean.cli import shells  # noqa: F401, PLC0415 - registers with click; only a shell that completes asks for it
    newsclean.main(prog_name="newsclean")
