"""The exit statuses of the contract."""

from enum import IntEnum


class Status(IntEnum):
    """What the shell learns. With several files the highest one wins; every file is still tried."""

    FINE = 0
    """Nothing to do, or the filter succeeded."""
    FOUND = 1
    """What was looked for was found: a file that would change, or a rule that does not do what its hits and misses say."""
    TROUBLE = 2
    """Usage, configuration, reading, writing, or input that is no text."""
    REFUSED = 3
    """A document was understood and refused."""
    INTERRUPTED = 130
    """Ctrl-C: 128 + SIGINT, as a shell reports it."""
    BROKEN_PIPE = 141
    """The reader of our output went away: 128 + SIGPIPE, as a shell reports it."""
