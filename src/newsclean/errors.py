"""Everything newsclean raises on purpose.

Content never raises anything but `InputError` or `RefusedError`; the other errors report a mistake in a pack, an option or a
policy, and are raised before the first document is read. Facts are fields, so that a program need not parse messages.
"""

from collections.abc import Iterable


class NewscleanError(Exception):
    """Base of all errors of this library."""


class InputError(NewscleanError):
    """The input cannot be read as text: binary data, an undecodable byte, broken front matter.

    `reason` says what is wrong; `offset` is the byte or character where it was noticed, or None.
    """

    def __init__(self, reason: str, *, offset: int | None = None) -> None:
        super().__init__(reason, offset)
        self.reason = reason
        self.offset = offset

    def __str__(self) -> str:
        return self.reason if self.offset is None else f"{self.reason} (at offset {self.offset})"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_input, (self.reason, self.offset)


def _rebuild_input(reason: str, offset: int | None) -> InputError:
    return InputError(reason, offset=offset)


class RefusedError(NewscleanError):
    """The document was understood but will not be emitted, whole or in part.

    `rule` names the guard that refused: a limit ("size", "depth", "nodes", "attributes", "text", "time"), "loss" or "verify".
    `limit` and `value` are the bound and what was met when the reading stopped, in the unit of the rule (bytes, levels, seconds,
    share of text …), or None where there is no number.
    """

    def __init__(self, rule: str, reason: str, *, limit: float | None = None, value: float | None = None) -> None:
        super().__init__(rule, reason, limit, value)
        self.rule = rule
        self.reason = reason
        self.limit = limit
        self.value = value

    def __str__(self) -> str:
        return f"refused ({self.rule}): {self.reason}"

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_refused, (self.rule, self.reason, self.limit, self.value)


def _rebuild_refused(rule: str, reason: str, limit: float | None, value: float | None) -> RefusedError:
    return RefusedError(rule, reason, limit=limit, value=value)


class PackError(NewscleanError):
    """A pack of rules is wrong: `path` is the file, `where` the rule or key in it, `reason` what is wrong with it."""

    def __init__(self, path: str, where: str, reason: str) -> None:
        super().__init__(path, where, reason)
        self.path = path
        self.where = where
        self.reason = reason

    def __str__(self) -> str:
        place = f"{self.path}: {self.where}" if self.where else self.path
        return f"{place}: {self.reason}"


class OptionError(NewscleanError):
    """An option has a value that newsclean does not know. `known` lists the values it would have taken."""

    def __init__(self, option: str, value: object, reason: str = "", *, known: Iterable[str] = ()) -> None:
        self.option = option
        self.value = value
        self.reason = reason
        self.known = tuple(known)
        super().__init__(option, value, reason)

    def __str__(self) -> str:
        text = f"{self.option}: {self.reason or 'unknown value'}: {self.value!r}"
        return f"{text} (known: {', '.join(self.known)})" if self.known else text

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_option, (self.option, self.value, self.reason, self.known)


def _rebuild_option(option: str, value: object, reason: str, known: tuple[str, ...]) -> OptionError:
    return OptionError(option, value, reason, known=known)


class PolicyError(NewscleanError):
    """A gate policy contradicts itself or asks for what no policy may allow. `entry` is the row at fault."""

    def __init__(self, entry: str, reason: str) -> None:
        super().__init__(entry, reason)
        self.entry = entry
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.entry}: {self.reason}"
