"""Find LibreOffice, or install its tables where that is allowed; else say what will be skipped."""

import os
import shutil
import subprocess
import sys

NAMES = ("soffice", "libreoffice")
INSTALL = (
    ("apt-get", "update"),
    ("apt-get", "install", "--yes", "--no-install-recommends", "libreoffice-calc-nogui"),
)
HOW = (
    "set DASHBOARD_SOFFICE, or install LibreOffice (Debian: apt-get install libreoffice-calc-nogui)"
)


def office() -> str | None:
    """Return the path of LibreOffice on this machine, or None."""
    chosen = os.environ.get("DASHBOARD_SOFFICE")
    if chosen:
        return shutil.which(chosen)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> str | None:
    """Install LibreOffice Calc if this is Debian's root, and return why not, or None."""
    if not shutil.which("apt-get"):
        return "this system has no apt-get"
    if os.geteuid() != 0:
        return "only root may install"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in INSTALL:
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            said = done.stderr.strip().splitlines()
            return f"{' '.join(command)} failed: {said[-1] if said else done.returncode}"
    return None


def main() -> int:
    """Say which LibreOffice is used; never a failure, for the tests name what they skip."""
    found, why = office(), None
    if not found and not os.environ.get("DASHBOARD_SOFFICE"):
        why = install()
        found = office()
    print(f"LibreOffice: {found}" if found else f"No LibreOffice ({why or 'not found'}): {HOW}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
