"""A pass that is loaded when it first has work: most documents give work to half of them."""

from importlib import import_module
from typing import TYPE_CHECKING

from newsclean.document import Document
from newsclean.value import Value

if TYPE_CHECKING:
    from newsclean.pipeline import Pass


class Late(Value):
    """The pass `name` in the module `module` of this package."""

    module: str
    name: str

    def loaded(self) -> "Pass":
        """The pass itself."""
        run: Pass = getattr(import_module(f"newsclean.passes.{self.module}"), self.name)
        return run

    def __call__(self, doc: Document) -> None:
        """Change `doc` as the pass does."""
        run = self.__dict__.get("run")
        if run is None:
            run = self.__dict__["run"] = self.loaded()
        run(doc)
