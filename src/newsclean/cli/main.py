"""The entry point of the command `newsclean`."""

from typing import NoReturn

from newsclean.cli.filter import filter_command
from newsclean.cli.group import FallbackGroup
from newsclean.cli.listing import packs, passes
from newsclean.cli.preview import preview
from newsclean.cli.rules import rules

newsclean = FallbackGroup("newsclean", fallback=filter_command, commands=[passes, packs, preview, rules])
"""The whole command line as a click command."""


def main() -> NoReturn:
    """Run the command line with the arguments of the process and leave with the exit status of the contract."""
    newsclean.main(prog_name="newsclean")
