"""Make the picture of the README, docs/pictures/before-after.webp: the preview of an example, as a browser shows it.

usage: picture.py

Needs Chromium and fonts for Chinese. What comes out depends on the browser and its fonts, so it is made by hand when the page
changes.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
EXAMPLE = "night-library.md"
PLACE = "1.3"
SIZE = "1280,860"
MOST = 200_000
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Write the picture; 1 when there is no browser, or when the picture is too large for a README."""
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if browser is None:
        print("no Chromium found")
        return 1
    picture = PROJECT / "docs" / "pictures" / "before-after.webp"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        command = [sys.executable, "-m", "newsclean", "preview", EXAMPLE, "--isolated", "-o", str(page)]
        subprocess.run(command, cwd=PROJECT / "examples", check=True)  # noqa: S603 - newsclean itself
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--force-prefers-reduced-motion",
            f"--window-size={SIZE}",
        ]
        command = [browser, *flags, f"--user-data-dir={folder}/profile", f"--screenshot={picture}", f"{page.as_uri()}#{PLACE}"]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)  # noqa: S603 - the browser of this machine
    size = picture.stat().st_size
    print(f"{picture.relative_to(PROJECT)}: {size} bytes")
    return int(size > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
