"""Value: what a frozen dataclass is, made in a fiftieth of the time.

`dataclass` writes and compiles the source of each method when a module is imported. The forty classes that a run needs would
take as long as two documents.
"""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

if TYPE_CHECKING:
    from dataclasses import Field


class _Fields:
    """What `dataclasses` asks a class for: so its functions take a Value, too."""

    def __get__(self, _value: object, kind: "type[Value]") -> "dict[str, Field[Any]]":
        from dataclasses import field, fields, make_dataclass  # noqa: PLC0415 - what this module is there to spare

        names = kind.names_of_fields()
        # A factory, because a default that cannot be hashed is refused; nobody will call it.
        rows = [
            (name, object, field(default_factory=partial(getattr, kind, name)) if hasattr(kind, name) else field(kw_only=True))
            for name in names
        ]
        return {one.name: one for one in fields(make_dataclass(kind.__name__, rows))}


@dataclass_transform(frozen_default=True)
class Value:
    """Something that is what its fields are: equal to others of its kind with equal ones, and never changed.

    A field is a name with a type in the body of the class, and its default is what it is set to there. Fields are given by
    position, unless the class is made with `kw_only`, or by name; `__post_init__` may look at them.
    """

    _names: ClassVar[tuple[str, ...]] = ()
    _most: ClassVar[int] = 0
    __dataclass_fields__ = _Fields()

    def __init_subclass__(cls, *, kw_only: bool = False) -> None:
        cls._names = tuple(cls.__annotations__)
        cls._most = 0 if kw_only else len(cls._names)

    def __init__(self, *values: object, **named: object) -> None:
        names = self._names
        given = dict(zip(names, values, strict=False))
        if len(values) > self._most or not given.keys().isdisjoint(named) or not named.keys() <= set(names):
            raise TypeError(f"{type(self).__name__} takes {', '.join(names)}")
        given.update(named)
        self.__dict__.update(given)
        if len(given) < len(names) and (missing := [name for name in names if not hasattr(self, name)]):
            raise TypeError(f"{type(self).__name__} needs {', '.join(missing)}")
        self.__post_init__()

    def __post_init__(self) -> None:
        """Called when all fields are there; may refuse them."""

    @classmethod
    def names_of_fields(cls) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return cls._names

    def but(self, **changes: Any) -> Self:  # noqa: ANN401 - whatever the fields take
        """The same with other values of some fields."""
        return type(self)(**{name: getattr(self, name) for name in self._names} | changes)

    def _values(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self._names)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._names)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"cannot set {name!r}: a {type(self).__name__} never changes")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"cannot delete {name!r}: a {type(self).__name__} never changes")
