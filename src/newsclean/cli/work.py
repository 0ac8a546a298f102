"""What becomes of one input: read, cleaned, written. Everything a process of its own needs, and what it sends back."""

from dataclasses import dataclass
from typing import Final

from newsclean.api import Cleaner
from newsclean.cleaned import Cleaned
from newsclean.cli.changes import Diff, unified_diff
from newsclean.cli.form import Form, form_of
from newsclean.cli.messages import Failure, failure_of
from newsclean.cli.request import Request
from newsclean.cli.settings import make_cleaner
from newsclean.cli.sources import Source
from newsclean.cli.status import Status
from newsclean.cli.targets import Target
from newsclean.errors import InputError, RefusedError

_SAME: Final = "cleaning it again would change it once more"


@dataclass(frozen=True, slots=True)
class Task:
    """One input, the request that holds for it, and where its content goes: None where it is only compared."""

    source: Source
    target: Target | None
    request: Request

    @property
    def cleaner(self) -> Cleaner:
        """The Cleaner that the request describes. Equal requests share one in each process."""
        return make_cleaner(self.request)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: what came out or why nothing did; whether the file changed, or would; and its diff if wanted."""

    task: Task
    cleaned: Cleaned | None = None
    failure: Failure | None = None
    changed: bool = False
    diff: Diff | None = None


def lost(task: Task) -> Outcome:
    """What became of a task whose process died."""
    failure = Failure(task.source.name, "the process that cleaned it died", Status.TROUBLE, "")
    return Outcome(task, failure=failure)


def work(task: Task) -> Outcome:
    """Do a task. Whatever goes wrong is part of the outcome, except that BrokenPipeError is raised."""
    try:
        if task.request.in_place:
            task.source.refuse_special()
        data = task.source.read(task.cleaner.options.limits.bytes)
        content, outcome = _kept(task, data) if task.request.keeps_files else _filtered(task, data)
    except Exception as error:  # noqa: BLE001 - the next file is still tried
        return Outcome(task, failure=failure_of(task.source.name, error))
    if task.target is None or (task.request.in_place and not outcome.changed):
        return outcome
    try:
        task.target.write(content)
    except BrokenPipeError:
        raise
    except OSError as error:
        return Outcome(task, failure=failure_of(task.target.name, error))
    return outcome


def _filtered(task: Task, data: bytes) -> tuple[bytes, Outcome]:
    request = task.request
    cleaned = task.cleaner.clean(data, url=request.url, read_as=request.read_as_of(is_markdown=task.source.is_markdown))
    content = f"{cleaned.to_json().rstrip()}\n" if request.to == "json" else cleaned.content
    return content.encode(), Outcome(task, cleaned, changed=cleaned.changed)


def _kept(task: Task, data: bytes) -> tuple[bytes, Outcome]:
    """The file as it would be in place: in its own form, and the same when it is cleaned again."""
    if task.request.to == "markdown" and task.source.path is not None and not task.source.is_markdown:
        raise InputError("its name says HTML; to get Markdown, write it elsewhere with -o DIR")
    text, form = form_of(data)
    cleaned, content = _clean(task, text, form)
    if content == data or not cleaned.changed:
        return data, Outcome(task, cleaned)
    _refuse_unstable(task, form, content)
    return content, Outcome(task, cleaned, changed=True, diff=_diff(task, data, content, form))


def _diff(task: Task, before: bytes, after: bytes, form: Form) -> Diff | None:
    if not task.request.diff:
        return None
    if form.is_wide:
        before, after = (form_of(data)[0].encode() for data in (before, after))
        return unified_diff(task.source.name, before, after, "utf-8")
    return unified_diff(task.source.name, before, after, form.encoding)


def _clean(task: Task, text: str, form: Form) -> tuple[Cleaned, bytes]:
    read_as = task.request.read_as_of(is_markdown=task.source.is_markdown)
    cleaned = task.cleaner.clean(text, url=task.request.url, read_as=read_as, charset=form.charset)
    return cleaned, form.written(cleaned)


def _refuse_unstable(task: Task, form: Form, content: bytes) -> None:
    try:
        text, again = form_of(content)
    except InputError as error:
        raise RefusedError("stability", f"what comes out could not be read again: {error}") from error
    if (again.encoding, again.bom) != (form.encoding, form.bom):
        raise RefusedError("stability", f"what comes out would be read as {again.encoding}, not {form.encoding}")
    if content.strip() and _clean(task, text, form)[1] != content:
        raise RefusedError("stability", _SAME)
