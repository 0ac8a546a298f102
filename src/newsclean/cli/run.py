"""Runs the filter: every input is read, cleaned and written, and the worst exit status wins."""

from collections.abc import Iterator, Sequence

import click

from newsclean.cli.configuration import Configuration, Configurations
from newsclean.cli.desk import Desk
from newsclean.cli.loading import loading
from newsclean.cli.messages import say
from newsclean.cli.progress import Bar
from newsclean.cli.request import Request
from newsclean.cli.settings import cleaner_for, merged
from newsclean.cli.sources import Source, find_sources, hint_at_terminal
from newsclean.cli.status import Status
from newsclean.cli.targets import Target, plan_targets
from newsclean.cli.terminal import is_color_wanted
from newsclean.cli.walk import Exclusions
from newsclean.cli.work import Outcome, Task, work


def run_filter(request: Request) -> Status:
    """Clean every input of the request and return the exit status.

    Raises click.UsageError, ConfigError, OptionError, PackError or OSError before the first input is read; a failure after that
    is a message and a status.
    """
    _refuse_contradictions(request)
    configurations = Configurations(request.config, isolated=request.isolated)
    if request.show_config:
        from newsclean.cli.effective import show_configuration  # noqa: PLC0415 - for one option

        return show_configuration(request, configurations)
    sources = _sources(request, configurations)
    if not sources:
        say("newsclean: no files to clean")
        return Status.FINE
    if not request.quiet:
        hint_at_terminal(sources)
    with loading():
        tasks = _tasks(request, sources, configurations)
    with Bar("files", 0 if request.quiet else len(tasks), color=is_color_wanted(request.color)) as bar:
        desk = Desk(request, is_many=len(tasks) > 1, before=bar.hide)
        for done, outcome in enumerate(_outcomes(tasks, request.jobs), 1):
            desk.take(outcome)
            bar.show(done)
    return desk.close()


def _outcomes(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """What becomes of the tasks, done here or in `jobs` processes (0: as many as there are processors)."""
    if jobs == 1 or len(tasks) == 1:
        return map(work, tasks)
    from newsclean.cli.spread import spread  # noqa: PLC0415 - processes take ten milliseconds to load

    return spread(tasks, jobs)


def _refuse_contradictions(request: Request) -> None:
    if request.in_place and (request.check or request.diff):
        raise click.UsageError("-i writes files; --check and --diff leave them as they are")
    if request.keeps_files and request.output is not None:
        raise click.UsageError("-o writes elsewhere; it does not go with -i, --check or --diff")
    if request.keeps_files and request.to in {"text", "json"}:
        raise click.UsageError(f"--to {request.to} needs another file; it does not go with -i, --check or --diff")
    if request.isolated and request.config is not None:
        raise click.UsageError("--isolated reads no configuration, and --config names one")


def _sources(request: Request, configurations: Configurations) -> tuple[Source, ...]:
    goes_through_folders = request.keeps_files or request.output is not None
    exclusions = Exclusions(request.exclude, configurations.of, named=request.keeps_files)
    sources = find_sources(request.paths, request.stdin_filename, exclusions if goes_through_folders else None)
    if request.in_place and any(source.path is None for source in sources):
        raise click.UsageError("standard input cannot be cleaned in place")
    return sources


def _tasks(request: Request, sources: Sequence[Source], configurations: Configurations) -> list[Task]:
    found = [configurations.of(source.folder) for source in sources]
    requests = [_request_for(source, request, configuration) for source, configuration in zip(sources, found, strict=True)]
    for one, configuration in dict(zip(requests, found, strict=True)).items():
        cleaner_for(one, configuration)
    return [Task(*three) for three in zip(sources, _targets(request, sources, requests), requests, strict=True)]


def _request_for(source: Source, request: Request, configuration: Configuration | None) -> Request:
    """The request that holds for one input, without the names of the others."""
    one = merged(request, configuration).but(paths=(), exclude=())
    if not request.keeps_files:
        return one
    # What the file's name promises goes before what is configured for many.
    is_fit = source.is_markdown and one.to != "text"
    to = one.to if request.to is not None or is_fit else None
    return one.but(document=True, to=to)


def _targets(request: Request, sources: Sequence[Source], requests: Sequence[Request]) -> Sequence[Target | None]:
    if request.in_place:
        return [Target(source.path) for source in sources]
    if request.check or request.diff:
        return [None] * len(sources)
    return plan_targets(sources, request.output, [one.to for one in requests])
