"""Where packs come from: the package, installed distributions (entry point group `newsclean.packs`), and the user's files.

A later pack of the same id replaces an earlier one: user's file > installed > built in.
"""

from collections.abc import Collection, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsclean.announced import announced
from newsclean.errors import PackError
from newsclean.rules.compiled import read_compiled
from newsclean.rules.model import COMMON, Pack

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP: Final = "newsclean.packs"
_FOLDER: Final = Path(__file__).parents[1] / "packs"


@lru_cache(maxsize=8)
def built_in(passes: tuple[str, ...] | None = None) -> tuple[Pack, ...]:
    """The packs of the package, `common` first. The tests of the project check them as strictly as others are checked here."""
    return read_compiled(_FOLDER) or _from_toml(passes)


def _from_toml(passes: tuple[str, ...] | None) -> tuple[Pack, ...]:
    from importlib.resources import files  # noqa: PLC0415 - an installed package has its packs compiled

    from newsclean.rules.load import parse_pack  # noqa: PLC0415 - as above

    found = [
        parse_pack(
            one.read_text("utf-8"),
            ident=one.name.removesuffix(".toml"),
            path=f"newsclean/packs/{one.name}",
            passes=passes,
            trusted=True,
        )
        for one in files("newsclean.packs").iterdir()
        if one.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda pack: (pack.ident != COMMON, pack.ident)))


def _load_entry(entry: "EntryPoint", passes: tuple[str, ...] | None) -> Pack:
    """The pack that an entry point names: a path, or something that stands for one."""
    try:
        target = entry.load()
    except Exception as error:
        raise PackError(entry.value, f"entry point {entry.name}", f"cannot be loaded: {error}") from error
    if not isinstance(target, str | Path):
        raise PackError(entry.value, f"entry point {entry.name}", "must be the path of a TOML file")
    return _load(Path(target), passes)


def _load(path: Path, passes: tuple[str, ...] | None) -> Pack:
    from newsclean.rules.load import load_pack  # noqa: PLC0415 - the packs of the package need no TOML when they are compiled

    return load_pack(path, passes=passes)


def installed(passes: tuple[str, ...] | None = None) -> tuple[Pack, ...]:
    """The packs of installed distributions, by name."""
    return tuple(_load_entry(entry, passes) for entry in announced(GROUP))


def all_packs(paths: Iterable[Path] = (), passes: Collection[str] | None = None) -> tuple[Pack, ...]:
    """Every pack there is, `paths` last. PackError for one that is wrong, or for two user files of one id."""
    known = None if passes is None else tuple(passes)
    found = {pack.ident: pack for pack in (*built_in(known), *installed(known))}
    seen: set[str] = set()
    for path in paths:
        pack = _load(Path(path), known)
        if pack.ident in seen:
            raise PackError(str(path), "", f"another file is the pack {pack.ident!r} too")
        seen.add(pack.ident)
        found[pack.ident] = pack
    return tuple(found.values())
