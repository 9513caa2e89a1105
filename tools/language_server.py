"""Install the YAML language server that editors use, where node and npm are; else say so."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
LISTED = ROOT / "tools" / "node"
PLACE = ROOT / ".scratch" / "language-server"
NAME = "yaml-language-server"
HOW = "install node and npm, then run tools/language_server.py"
PATIENCE = 300  # seconds


def command() -> list[str] | None:
    """Return the command that runs the listed version over stdio, or None."""
    node = shutil.which("node")
    home = PLACE / "node_modules" / NAME
    if node is None or _version(home / "package.json") != _listed():
        return None
    return [node, str(home / "bin" / NAME), "--stdio"]


def install() -> str | None:
    """Install what tools/node lists, by its hashes, and return why not, or None."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "no node or no npm"
    PLACE.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LISTED / name, PLACE / name)
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1")
    try:
        done = subprocess.run(
            [npm, "ci", *options],
            cwd=PLACE,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return f"npm took more than {PATIENCE} seconds"
    return f"npm ci gave {done.returncode}" if done.returncode else None


def main() -> int:
    """Say which server is used; never a failure, for the tests name what they skip."""
    why = None if command() else install()
    found = command()
    print(f"{NAME}: {_listed()}" if found else f"No {NAME} ({why}): {HOW}")
    return 0


def _listed() -> str:
    wanted: str = json.loads((LISTED / "package.json").read_text("utf-8"))["dependencies"][NAME]
    return wanted


def _version(package: Path) -> str | None:
    try:
        said: str = json.loads(package.read_text("utf-8"))["version"]
    except (OSError, ValueError, KeyError):
        return None
    return said


if __name__ == "__main__":
    sys.exit(main())
