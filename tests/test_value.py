"""Value: equal by its fields, never changed, and taken by what takes a dataclass."""

import copy
import dataclasses
import pickle

import pytest

from newsclean import ARTICLE, Limits, OptionError, Options, Step, standard
from newsclean.passes.late import Late
from newsclean.value import Value


class Point(Value):
    x: int
    y: int = 0


class Named(Value, kw_only=True):
    name: str


class Other(Value):
    x: int
    y: int = 0


def test_fields_are_given_by_position_or_by_name():
    assert (Point(1).x, Point(1).y) == (1, 0)
    assert Point(1, 2) == Point(y=2, x=1) == Point(1, y=2)
    assert Point.names_of_fields() == ("x", "y")


@pytest.mark.parametrize(
    "make", [Point, lambda: Point(1, 2, 3), lambda: Point(1, x=1), lambda: Point(1, z=1), lambda: Named("a")]
)
def test_others_than_the_fields_are_errors(make):
    with pytest.raises(TypeError):
        make()


def test_it_is_equal_to_its_like_alone():
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert Point(1) != (1, 0)
    assert len({Point(1), Point(1, 0), Point(2)}) == 2
    assert repr(Point(1)) == "Point(x=1, y=0)"


def test_it_never_changes():
    point = Point(1)
    with pytest.raises(AttributeError, match="never changes"):
        point.x = 2
    with pytest.raises(AttributeError, match="never changes"):
        del point.x
    assert point.but(x=2) == Point(2)
    assert point == Point(1)


def test_it_is_copied_and_pickled():
    for value in (Point(1, 2), Options(to="markdown", limits=Limits(depth=9)), standard(), ARTICLE):
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - written here
        assert copy.deepcopy(value) == value


def test_functions_for_dataclasses_take_it():
    assert dataclasses.is_dataclass(Options)
    assert [field.name for field in dataclasses.fields(Point)] == ["x", "y"]
    assert dataclasses.replace(Limits(), depth=9) == Limits(depth=9)
    assert dataclasses.replace(Point(1), y=3) == Point(1, 3)
    assert dataclasses.replace(ARTICLE, elements={"p": {}}) == ARTICLE.but(elements={"p": {}})  # a default cannot be hashed
    with pytest.raises(OptionError):
        dataclasses.replace(Options(), to="pdf")


@pytest.mark.parametrize("step", [step for step in standard() if isinstance(step.run, Late)], ids=lambda step: step.name)
def test_a_pass_that_is_loaded_late_is_there(step):
    assert callable(step.run.loaded())
    assert step.run.module in {step.name.replace("-", "_"), "tables"}


def test_steps_that_run_the_same_are_the_same():
    assert Step("tidy", Late("tidy", "tidy_up")) == Step("tidy", Late("tidy", "tidy_up"))
    assert Step("tidy", Late("tidy", "tidy_up")) != Step("tidy", Late("empty", "drop_empty"))
