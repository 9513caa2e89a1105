"""Find a Chromium, or install one where that is allowed; else say what will be skipped."""

import os
import shutil
import subprocess
import sys

from dashboard.handouts.chromium import found as chromium

__all__ = ["FLAGS", "HOW", "PHONE_AGENT", "chromium", "install"]

PHONE_AGENT = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome Mobile Safari"
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW = "set DASHBOARD_CHROMIUM, or install chromium (Debian: apt-get install chromium)"


def install(*packages: str) -> str | None:
    """Install packages if this is Debian's root, and return why not, or None."""
    if not shutil.which("apt-get"):
        return "this system has no apt-get"
    if os.geteuid() != 0:
        return "only root may install"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ("apt-get", "update"),
        ("apt-get", "install", "--yes", "--no-install-recommends", *packages),
    ):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            said = done.stderr.strip().splitlines()
            return f"{' '.join(command)} failed: {said[-1] if said else done.returncode}"
    return None


def main() -> int:
    """Say which Chromium is used; never a failure, for the tests name what they skip."""
    found = chromium()
    why = None
    if not found and not os.environ.get("DASHBOARD_CHROMIUM"):
        why = install("chromium")
        found = chromium()
    print(f"Chromium: {found}" if found else f"No Chromium ({why or 'not found'}): {HOW}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
