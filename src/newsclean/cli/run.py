"""Runs the filter: every input is read, cleaned and written, and the worst exit status wins."""

from newsclean.api import Cleaner
from newsclean.cleaned import Cleaned
from newsclean.cli.loading import loading
from newsclean.cli.messages import explain_failure, say
from newsclean.cli.report import Report
from newsclean.cli.request import Request
from newsclean.cli.settings import make_cleaner
from newsclean.cli.sources import Source, find_sources, hint_at_terminal
from newsclean.cli.status import Status
from newsclean.cli.targets import Target, plan_targets
from newsclean.cli.terminal import escaped, is_color_wanted
from newsclean.value import Value


def run_filter(request: Request) -> Status:
    """Clean every input of the request and return the exit status.

    Raises click.UsageError, OptionError, PackError or OSError before the first input is read; a failure after that is a
    message and a status.
    """
    sources = find_sources(request.paths, request.stdin_filename)
    targets = plan_targets(sources, request.output, request.to)
    with loading():
        job = _Job(request, make_cleaner(request), Report())
    if not request.quiet:
        hint_at_terminal(sources)
    worst = max(map(job.run, sources, targets))
    return max(worst, _write_report(request, job.report))


class _Job(Value):
    request: Request
    cleaner: Cleaner
    report: Report

    def run(self, source: Source, target: Target) -> Status:
        try:
            data = source.read(self.cleaner.options.limits.bytes)
            cleaned = self.cleaner.clean(
                data, url=self.request.url, read_as=self.request.read_as_of(is_markdown=source.is_markdown)
            )
            content = _encode(cleaned, self.request.to)
        except Exception as error:  # noqa: BLE001 - the next file is still tried
            return self._fail(source, source.name, error)
        try:
            target.write(content)
        except BrokenPipeError:
            raise
        except OSError as error:
            return self._fail(source, target.name, error)
        self._tell(source, target, cleaned)
        return Status.FINE

    def _fail(self, source: Source, name: str, error: Exception) -> Status:
        status = explain_failure(name, error, self.request.verbose)
        self.report.add_failure(source.name, error, status)
        return status

    def _tell(self, source: Source, target: Target, cleaned: Cleaned) -> None:
        self.report.add(source.name, cleaned)
        if not (self.request.explain or self.request.verbose):
            return
        from newsclean.cli.explain import explain, summary  # noqa: PLC0415 - most runs say nothing

        if self.request.explain:
            explain(source.name, cleaned, color=is_color_wanted(self.request.color))
        elif not self.request.quiet:
            say(f"newsclean: {escaped(source.name)}: {summary(cleaned)} -> {escaped(target.name)}")


def _encode(cleaned: Cleaned, to: str | None) -> bytes:
    if to == "json":
        return f"{cleaned.to_json().rstrip()}\n".encode()
    return cleaned.content.encode()


def _write_report(request: Request, report: Report) -> Status:
    if request.report is None:
        return Status.FINE
    try:
        report.write(request.report)
    except OSError as error:
        return explain_failure(request.report, error, request.verbose)
    return Status.FINE
