"""What a pass is, and how steps run."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from newsclean.document import Document
from newsclean.errors import OptionError
from newsclean.value import Value

Pass: TypeAlias = Callable[[Document], None]
"""Changes the document in place, through its verbs; raises nothing on content; done twice is done once; adds no text."""


class Step(Value):
    """A pass with its name. `about` says in one line what it does.

    `tags` are the elements it has work on, and `names` the attributes: it is skipped in a document that has none of them and no
    finding for it. Neither given: it always runs. `by_rules`: it has work only where rules found some.
    """

    name: str
    run: Pass
    about: str = ""
    tags: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    by_rules: bool = False

    def has_work(self, doc: Document) -> bool:
        """Whether the pass may have something to do in `doc`."""
        if self.name in doc.findings:
            return True
        if self.by_rules:
            return False
        if doc.tags is None or not (self.tags or self.names):
            return True
        return not self.tags.isdisjoint(doc.tags) or (bool(self.names) and doc.may_have(*self.names))


def step_of(run: Pass | Step) -> Step:
    """`run` as a step; a bare callable is named after itself, with `-` for `_`."""
    if isinstance(run, Step):
        return run
    if not callable(run):
        raise OptionError("steps", run, "a step is a pass: a callable that takes a Document")
    name = getattr(run, "__name__", type(run).__name__).strip("_<>").replace("_", "-")
    about = (getattr(run, "__doc__", None) or "").strip()
    return Step(name, run, about.splitlines()[0] if about else "")


class Steps:
    """An ordered, immutable choice of steps. An unknown name is an OptionError that lists the known."""

    __slots__ = ("_steps",)

    def __init__(self, steps: Iterable[Pass | Step] = ()) -> None:
        self._steps = tuple(step_of(step) for step in steps)
        names = [step.name for step in self._steps]
        if doubled := sorted({name for name in names if names.count(name) > 1}):
            raise OptionError("steps", doubled[0], "two steps have this name")

    def __iter__(self) -> Iterator[Step]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Steps) and self._steps == other._steps

    def __hash__(self) -> int:
        return hash(self._steps)

    def __repr__(self) -> str:
        return f"Steps({', '.join(self.names)})"

    @property
    def names(self) -> tuple[str, ...]:
        """The names in order."""
        return tuple(step.name for step in self._steps)

    def _position(self, name: str) -> int:
        try:
            return self.names.index(name)
        except ValueError:
            raise OptionError("pass", name, "unknown pass", known=self.names) from None

    def without(self, *names: str) -> "Steps":
        """All but `names`."""
        positions = {self._position(name) for name in names}
        return Steps(step for number, step in enumerate(self._steps) if number not in positions)

    def only(self, *names: str) -> "Steps":
        """Just `names`, in the order they have here."""
        positions = {self._position(name) for name in names}
        return Steps(step for number, step in enumerate(self._steps) if number in positions)

    def before(self, name: str, run: Pass | Step) -> "Steps":
        """With `run` in front of the step `name`."""
        position = self._position(name)
        return Steps((*self._steps[:position], run, *self._steps[position:]))

    def after(self, name: str, run: Pass | Step) -> "Steps":
        """With `run` behind the step `name`."""
        position = self._position(name) + 1
        return Steps((*self._steps[:position], run, *self._steps[position:]))


def run_steps(doc: Document, steps: Iterable[Step]) -> None:
    """Run `steps` on `doc` in order."""
    for step in steps:
        if step.has_work(doc):
            doc.tick()
            doc.step = step.name
            step.run(doc)
