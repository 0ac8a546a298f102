"""Runs the preview: every document is cleaned and shown, or its message is, and the worst exit status wins."""

import sys
import webbrowser
from pathlib import Path

import click

from newsclean.api import Cleaner
from newsclean.cli.configuration import Configurations
from newsclean.cli.messages import failure_of
from newsclean.cli.request import Request
from newsclean.cli.settings import cleaner_for, merged
from newsclean.cli.sources import Source, find_sources, hint_at_terminal
from newsclean.cli.status import Status
from newsclean.cli.targets import Target
from newsclean.errors import InputError
from newsclean.preview.page import failed, page_of
from newsclean.preview.shown import Shown, shown_of


def run_preview(request: Request, *, is_opened: bool) -> Status:
    """Write the page and return the exit status.

    Raises click.UsageError, ConfigError, OptionError, PackError or OSError before the first document is read, and OSError when
    the page cannot be written.
    """
    path = None if request.output in {None, "-"} else Path(str(request.output))
    _refuse_nowhere(path, is_opened=is_opened)
    configurations = Configurations(request.config, isolated=request.isolated)
    sources = find_sources(request.paths, None)
    cleaners = [_cleaner_of(source, request, configurations) for source in sources]
    hint_at_terminal(sources)
    results = [_result_of(source, request, cleaner) for source, cleaner in zip(sources, cleaners, strict=True)]
    Target(path).write(page_of([shown for shown, _ in results]).encode())
    if is_opened and path is not None:
        webbrowser.open(path.absolute().as_uri())
    return max(status for _, status in results)


def _refuse_nowhere(path: Path | None, *, is_opened: bool) -> None:
    if path is None and is_opened:
        raise click.UsageError("--open needs -o FILE, the file to open")
    if path is None and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError("a page is nothing for a terminal; name a file for it with -o FILE")


def _cleaner_of(source: Source, request: Request, configurations: Configurations) -> Cleaner:
    configuration = configurations.of(source.folder)
    one = merged(request, configuration)
    to = one.to if one.to in {"html", "markdown"} else None
    return cleaner_for(one.but(paths=(), exclude=(), document=False, to=to), configuration)


def _result_of(source: Source, request: Request, cleaner: Cleaner) -> tuple[Shown, Status]:
    try:
        if source.path is not None and source.path.is_dir():
            raise InputError("is a folder; name the files in it")  # noqa: TRY301 - one place for all that can go wrong
        data = source.read(cleaner.options.limits.bytes)
        read_as = request.read_as_of(is_markdown=source.is_markdown)
        return shown_of(cleaner, source.name, data, request.url, read_as=read_as), Status.FINE
    except Exception as error:  # noqa: BLE001 - the next document is still shown
        failure = failure_of(source.name, error)
        failure.tell(request.verbose)
        return failed(source.name, failure.reason, is_refused=failure.status is Status.REFUSED), failure.status
