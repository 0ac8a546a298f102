"""Where the command `newsclean` starts: it loads the command line, and runs it."""

from typing import NoReturn

from newsclean.cli.loading import loading


def start() -> NoReturn:
    """Run the command line with the arguments of the process and leave with the exit status of the contract."""
    with loading():
        from newsclean.cli.main import main  # noqa: PLC0415 - what loads it must not be loaded with it

    main()
