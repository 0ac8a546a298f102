"""Passes of installed distributions: entry points of the group `newsclean.passes`.

They do not run by themselves: the same input gives the same output on every machine, until somebody asks for one by name.
"""

from typing import Final

from newsclean.announced import announced
from newsclean.errors import OptionError
from newsclean.pipeline import Step, Steps, step_of

GROUP: Final = "newsclean.passes"
_PLACE: Final = "headings"


def installed_names() -> tuple[str, ...]:
    """The names of the installed passes, sorted."""
    return tuple(entry.name for entry in announced(GROUP))


def installed(name: str) -> Step:
    """The installed pass `name` as a step. OptionError when there is none, or when it cannot be loaded."""
    entry = next((one for one in announced(GROUP) if one.name == name), None)
    if entry is None:
        raise OptionError("pass", name, "no such pass is installed", known=installed_names())
    try:
        run = entry.load()
    except Exception as error:
        raise OptionError("pass", name, f"the installed pass cannot be loaded ({error})") from error
    step = step_of(run)
    return Step(name, step.run, step.about, step.tags, step.names, step.by_rules)


def with_installed(steps: Steps, name: str) -> Steps:
    """`steps` with the installed pass `name`, once the lines are clean and before headings are looked for."""
    return steps.before(_PLACE, installed(name)) if _PLACE in steps.names else Steps((*steps, installed(name)))
