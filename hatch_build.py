"""The build of a wheel: the packs are checked and put into it compiled, too; `newsclean/rules/compiled.py` says what for."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path(__file__).parent / "src"


class CustomBuildHook(BuildHookInterface):
    """An editable installation has none: what it reads is the TOML that somebody edits."""

    _place: "tempfile.TemporaryDirectory[str] | None" = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the compiled packs to the files of the wheel. PackError, which ends the build, for a pack that is wrong."""
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, str(SOURCE))
        from newsclean.rules.compiling import compile_packs  # noqa: PLC0415 - from the source that is built

        self._place = tempfile.TemporaryDirectory()
        file = compile_packs(SOURCE / "newsclean" / "packs", Path(self._place.name))
        build_data["force_include"][str(file)] = f"newsclean/packs/{file.name}"

    def finalize(self, _version: str, _build_data: dict[str, Any], _artifact: str) -> None:
        """Remove the file from where it waited to be packed."""
        if self._place is not None:
            self._place.cleanup()
