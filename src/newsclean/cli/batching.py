"""Runs `newsclean batch`: from what was typed to a `Batch`, and what is told of it."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

from newsclean import Cleaner, __version__
from newsclean.batch.inputs import Input
from newsclean.batch.inputs.columns import ColumnNames
from newsclean.batch.page import report_page
from newsclean.batch.run import Batch
from newsclean.batch.summary import Summary
from newsclean.cli.configuration import Configurations
from newsclean.cli.files import write_file
from newsclean.cli.messages import say
from newsclean.cli.progress import Bar
from newsclean.cli.request import Request
from newsclean.cli.settings import cleaner_for, merged
from newsclean.cli.status import Status
from newsclean.cli.terminal import is_color_wanted
from newsclean.errors import OptionError
from newsclean.pool import Bounds, processors
from newsclean.rules.digest import packs_digest

_SECONDS: Final = 60
"""How long a document may take where nobody says."""
_GRACE: Final = 5.0
"""Seconds beyond, after which a process that did not notice by itself is ended."""
_MB: Final = 1024 * 1024


def run_batch(values: Mapping[str, object]) -> Status:
    """Run a batch and return the exit status. OptionError, InputError or OSError when it cannot be done or ends early."""
    known = Request.names_of_fields()
    request = Request(**{name: value for name, value in values.items() if name in known})  # type: ignore[arg-type]  # click checked them
    output = _whole(Path(str(values["output"])))
    if request.report is not None:
        _refuse_report(Path(request.report), output, [Path(path) for path in cast("tuple[str, ...]", values["paths"])])
    job = _batch(request, output, values)
    with Bar("rows", 0 if request.quiet else None, color=is_color_wanted(request.color)) as bar:
        summary = job.run(lambda now: bar.show(now.summary.rows, _counts(now.summary), share=now.share, before=now.before))
    if not request.quiet:
        say(f"newsclean: {summary.rows} rows -> {output}: {_counts(summary)}")
    if request.report is not None:
        _write_report(Path(request.report), summary)
    return Status.FINE


def _whole(output: Path) -> Path:
    """Where an output is: a link stays, and what it leads to, which may be on another disk, is written beside itself."""
    return Path(os.path.realpath(output)) if output.is_symlink() else output


def _refuse_report(report: Path, output: Path, paths: Sequence[Path]) -> None:
    """OptionError for a report that cannot be written, or would take the place of a file: before the work, not after it."""
    place = report.resolve()
    if not place.parent.is_dir():
        raise OptionError("report", str(report), "no such folder")
    if report.is_dir() or place.parent == Path(f"{output}.partial").resolve():
        raise OptionError("report", str(report), "no place for a file")
    if place == output.resolve() or (place.exists() and any(_holds(path.resolve(), place) for path in paths)):
        raise OptionError("report", str(report), "it is the output, or read, too; another file is needed")


def _holds(path: Path, place: Path) -> bool:
    return path == place or path in place.parents


def _batch(request: Request, output: Path, values: Mapping[str, object]) -> Batch:
    paths = [Path(path) for path in cast("tuple[str, ...]", values["paths"])]
    configuration = Configurations(request.config, isolated=request.isolated).of(output.absolute().parent)
    settled = merged(request, configuration)
    if not any(limit.startswith("seconds=") for limit in settled.limits):
        settled = settled.but(limits=(*settled.limits, f"seconds={_SECONDS}"))
    cleaner = cleaner_for(settled, configuration)
    seconds = cleaner.options.limits.seconds
    names = ColumnNames(*(str(values[name]) for name in ("html_column", "url_column", "id_column", "prefix")))
    return Batch(
        source=Input(paths, names, most=cleaner.options.limits.bytes),
        output=output,
        cleaner=cleaner,
        identity=_identity(settled, cleaner, repr([names, values["memory"]])),
        jobs=cast("int", values["jobs"]) or processors(),
        bounds=Bounds(None if seconds is None else seconds + _GRACE, cast("int", values["memory"]) * _MB),
        resume=bool(values["resume"]),
    )


def _identity(request: Request, cleaner: Cleaner, others: str) -> str:
    """What makes a run the same as an interrupted one, besides its files: this version, the options that matter, the packs."""
    matters = request.but(
        paths=(), output=None, jobs=1, quiet=0, verbose=0, color="auto", report=None, config=None, isolated=False
    )
    return json.dumps([__version__, repr(matters), others, packs_digest(), [pack.source for pack in cleaner.options.packs]])


def _counts(summary: Summary) -> str:
    return ", ".join(f"{count} {status}" for status, count in summary.statuses.most_common())


def _write_report(path: Path, summary: Summary) -> None:
    """Write the report as a page when its name is that of one, and as JSON otherwise."""
    is_page = path.suffix.lower() in {".html", ".htm"}
    facts = summary.to_json()
    text = report_page(summary) if is_page else f"{json.dumps(facts, ensure_ascii=False, indent=1)}\n"
    write_file(path, text.encode("utf-8", "backslashreplace"))
