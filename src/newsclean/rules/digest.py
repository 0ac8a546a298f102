"""What tells the packs of this installation from those of another: a hash of their files."""

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from newsclean.announced import announced
from newsclean.rules.catalog import GROUP


@lru_cache(maxsize=1)
def packs_digest() -> str:
    """The digest of the packs that are built in and those that are installed, as they are when it is first asked for.

    OSError where an installed pack cannot be read, which `catalog.installed` says better.
    """
    built_in = {one.name: one.read_bytes() for one in files("newsclean.packs").iterdir() if one.name.endswith(".toml")}
    installed = {one.name: Path(one.load()).read_bytes() for one in announced(GROUP)}
    whole = sha256()
    for packs in (built_in, installed):
        for name in sorted(packs):
            whole.update(f"{name}\0{len(packs[name])}\0".encode() + packs[name])
        whole.update(b"\0")
    return whole.hexdigest()[:32]
