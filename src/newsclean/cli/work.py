"""What becomes of one input: read, cleaned, written. Everything a process of its own needs, and what it sends back."""

from typing import TYPE_CHECKING, Final

from newsclean.api import Cleaner
from newsclean.cleaned import Cleaned
from newsclean.cli.messages import Failure, failure_of
from newsclean.cli.request import Request
from newsclean.cli.settings import make_cleaner
from newsclean.cli.sources import Source
from newsclean.cli.targets import Target
from newsclean.errors import InputError, NewscleanError, RefusedError
from newsclean.read.decode import decode
from newsclean.read.kinds import is_feed
from newsclean.value import Value

if TYPE_CHECKING:
    from newsclean.cli.changes import Diff
    from newsclean.cli.form import Form

_FORMS_OF_ITEMS: Final = frozenset({"markdown", "text"})
_MAY_BE_FEED: Final = frozenset({"auto", "feed"})
_SAME: Final = "cleaning it again would change it once more"


class Task(Value):
    """One input, the request that holds for it, and where its content goes: None where it is only compared."""

    source: Source
    target: Target | None
    request: Request

    @property
    def cleaner(self) -> Cleaner:
        """The Cleaner that the request describes. Equal requests share one in each process."""
        return make_cleaner(self.request)


class Outcome(Value):
    """What became of a task: what came out or why nothing did; whether the file changed, or would; and its diff if wanted.

    `parts` are the outcomes of its items, where each of them is a file.
    """

    task: Task
    cleaned: Cleaned | None = None
    failure: Failure | None = None
    changed: bool = False
    diff: "Diff | None" = None
    parts: "tuple[Outcome, ...]" = ()


def work(task: Task) -> Outcome:
    """Do a task. Whatever goes wrong is part of the outcome, except that BrokenPipeError is raised."""
    try:
        if task.request.in_place:
            task.source.refuse_special()
        data = _read(task)
        content, outcome = _kept(task, data) if task.request.keeps_files else _filtered(task, data)
    except Exception as error:  # noqa: BLE001 - the next file is still tried
        return Outcome(task, failure=failure_of(task.source.name, error))
    if outcome.parts or (task.request.in_place and not outcome.changed):
        return outcome
    return outcome if task.target is None else _written(task, task.target, data, content) or outcome


def _written(task: Task, target: Target, data: bytes, content: bytes) -> Outcome | None:
    """Write what came of `data`. What went wrong, None when nothing did."""
    try:
        if task.request.in_place:
            _refuse_overtaken(task, data, content)
        target.write(content)
    except BrokenPipeError:
        raise
    except (OSError, NewscleanError) as error:
        return Outcome(task, failure=failure_of(target.name, error))
    return None


def _wants_items(request: Request, data: bytes) -> bool:
    """Whether each item of the input is to be a file: it is a feed, and something else than a feed is wanted."""
    read_as = request.read_as or "auto"
    return request.to in _FORMS_OF_ITEMS and read_as in _MAY_BE_FEED and is_feed(decode(data).text, read_as)


def _itemised(task: Task, data: bytes) -> Outcome:
    from newsclean.cli.feeds import write_items  # noqa: PLC0415 - hardly any document is a feed

    folder = None if task.target is None else task.target.items
    written = write_items(task.cleaner, data, folder, name=task.source.name, url=task.request.url)
    return Outcome(task, parts=tuple(Outcome(task.but(target=Target(one.path)), one.cleaned, one.failure) for one in written))


def _read(task: Task) -> bytes:
    return task.source.read(task.cleaner.options.limits.bytes)


def _refuse_overtaken(task: Task, data: bytes, content: bytes) -> None:
    """An editor may have saved the file since it was read. Another run that came to the same end does no harm."""
    if _read(task) not in {data, content}:
        raise InputError("changed while it was cleaned; run it again")


def _filtered(task: Task, data: bytes) -> tuple[bytes, Outcome]:
    request = task.request
    if _wants_items(request, data):
        return b"", _itemised(task, data)
    cleaned = task.cleaner.clean(data, url=request.url, read_as=request.read_as_of(is_markdown=task.source.is_markdown))
    outcome = Outcome(task, cleaned, changed=cleaned.changed)
    if request.to == "json":
        return f"{cleaned.to_json().rstrip()}\n".encode(), outcome
    if cleaned.kind != "feed":
        return cleaned.content.encode(), outcome
    from newsclean.cli.form import form_of  # noqa: PLC0415 - the declaration of a feed names its encoding, and stays

    return form_of(data)[1].written(cleaned), outcome


def _kept(task: Task, data: bytes) -> tuple[bytes, Outcome]:
    """The file as it would be in place: in its own form, and the same when it is cleaned again."""
    if task.request.to == "markdown" and task.source.path is not None and not task.source.is_markdown:
        raise InputError("its name says HTML; to get Markdown, write it elsewhere with -o DIR")
    from newsclean.cli.form import form_of  # noqa: PLC0415 - for files in place

    text, form = form_of(data)
    cleaned, content = _clean(task, text, form)
    if (settled := form.settled(content)) != form:
        form = settled
        cleaned, content = _clean(task, text, form)  # a page says of itself in which encoding it is
    if content == data or not cleaned.changed:
        return data, Outcome(task, cleaned)
    _refuse_unstable(task, form, content)
    return content, Outcome(task, cleaned, changed=True, diff=_diff(task, data, content, form))


def _diff(task: Task, before: bytes, after: bytes, form: "Form") -> "Diff | None":
    if not task.request.diff:
        return None
    from newsclean.cli.changes import unified_diff  # noqa: PLC0415 - for one option
    from newsclean.cli.form import form_of  # noqa: PLC0415 - as above

    if form.is_wide:
        before, after = (form_of(data)[0].encode() for data in (before, after))
        return unified_diff(task.source.name, before, after, "utf-8")
    return unified_diff(task.source.name, before, after, form.encoding)


def _clean(task: Task, text: str, form: "Form") -> tuple[Cleaned, bytes]:
    read_as = task.request.read_as_of(is_markdown=task.source.is_markdown)
    cleaned = task.cleaner.clean(text, url=task.request.url, read_as=read_as, charset=form.charset)
    return cleaned, form.written(cleaned)


def _refuse_unstable(task: Task, form: "Form", content: bytes) -> None:
    from newsclean.cli.form import form_of  # noqa: PLC0415 - as above

    try:
        text, again = form_of(content)
    except InputError as error:
        raise RefusedError("stability", f"what comes out could not be read again: {error}") from error
    if (again.encoding, again.bom) != (form.encoding, form.bom):
        raise RefusedError("stability", f"what comes out would be read as {again.encoding}, not {form.encoding}")
    if content.strip() and _clean(task, text, form)[1] != content:
        raise RefusedError("stability", _SAME)
