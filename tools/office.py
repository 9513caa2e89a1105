"""Find LibreOffice, or install what the tests need of it; else say what will be skipped."""

import os
import shutil
import sys
from pathlib import Path

from tools.browser import install

NAMES = ("soffice", "libreoffice")
PACKAGES = ("libreoffice-calc-nogui", "libreoffice-impress-nogui", "poppler-utils")
"""Tables, slides, and what reads the pages of a PDF."""
READER = "pdftotext"
HOW = (
    "set DASHBOARD_SOFFICE, or install LibreOffice and poppler's pdftotext: make office"
    f" (Debian: apt-get install {' '.join(PACKAGES)})"
)


def office() -> str | None:
    """Return the path of LibreOffice on this machine, or None."""
    chosen = os.environ.get("DASHBOARD_SOFFICE")
    if chosen:
        return shutil.which(chosen)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def has_slides(found: str) -> bool:
    """Return whether a LibreOffice has Impress beside it, which its packages leave out."""
    folder = Path(found).resolve().parent
    return any((folder / name).exists() for name in ("libsdlo.so", "libsdlo.dylib", "sdlo.dll"))


def main() -> int:
    """Say which LibreOffice is used; never a failure, for the tests name what they skip.

    With `--install` what is missing is installed where that is allowed; it is large, so the tests
    do not do that by themselves.
    """
    found, why = office(), "not found"
    if "--install" in sys.argv and not (found and has_slides(found) and shutil.which(READER)):
        why = install(*PACKAGES) or "not found"
        found = office()
    print(f"LibreOffice: {found}" if found else f"No LibreOffice ({why}): {HOW}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
