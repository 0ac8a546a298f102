"""Value: what a frozen dataclass is, made in a fiftieth of the time.

`dataclass` writes and compiles the source of each method when a module is imported. The forty classes that a run needs would
take as long as two documents.
"""

from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True)
class Value:
    """Something that is what its fields are: equal to others of its kind with equal ones, and never changed.

    A field is a name with a type in the body of the class, and its default is what it is set to there. Fields are given by
    position or by name; `__post_init__` may look at them.
    """

    _names: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        cls._names = tuple(cls.__annotations__)

    def __init__(self, *values: object, **named: object) -> None:
        names = self._names
        given = dict(zip(names, values, strict=False))
        if len(values) > len(names) or not given.keys().isdisjoint(named) or not named.keys() <= set(names):
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
