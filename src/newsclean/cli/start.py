"""Where the command `newsclean` starts: it loads the command line, runs it, and leaves."""

import atexit
import os
from typing import NoReturn

from newsclean.cli.loading import loading


def start() -> NoReturn:
    """Run the command line with the arguments of the process and leave with the exit status of the contract."""
    with loading():
        from newsclean.cli.main import main  # noqa: PLC0415 - what loads it must not be loaded with it
        from newsclean.cli.streams import abandon_output  # noqa: PLC0415 - the same
    try:
        main()
    except SystemExit as done:
        if not isinstance(done.code, int):
            raise
        # The system takes the memory back at once. Python would take it apart, object by object, as long as it takes to clean.
        abandon_output()
        atexit._run_exitfuncs()  # noqa: SLF001 - there is no other way to have done what was left for the end
        os._exit(done.code)
