"""Find a Chromium, or install one where that is allowed; else say what will be skipped."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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


def chromium() -> str | None:
    """Return the path of a Chromium on this machine, or None."""
    chosen = os.environ.get("DASHBOARD_CHROMIUM")
    if chosen:
        return shutil.which(chosen)
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _own()


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


def _own() -> str | None:
    """Return Playwright's own Chromium, if one was ever installed."""
    home = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    roots = [Path(home)] if home else [Path.home() / ".cache" / "ms-playwright"]
    found = (path for root in roots for path in root.glob("chromium-*/chrome-linux*/chrome"))
    return next((str(path) for path in sorted(found, reverse=True)), None)


if __name__ == "__main__":
    sys.exit(main())
