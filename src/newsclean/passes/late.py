"""A pass that is loaded when it first has work: most documents give work to half of them."""

from importlib import import_module

from newsclean.document import Document
from newsclean.value import Value


class Late(Value):
    """The pass `name` in the module `module` of this package."""

    module: str
    name: str

    def __call__(self, doc: Document) -> None:
        """Change `doc` as the pass does."""
        getattr(import_module(f"newsclean.passes.{self.module}"), self.name)(doc)
