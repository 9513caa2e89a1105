"""The commands of `dashboard`, each a module with `add` for its arguments and `run`.

Only the one that is asked for is imported: `check` runs in a git hook and waits for no charts.
"""

from dashboard.commands.arguments import Command

COMMANDS: tuple[Command, ...] = (
    Command("check"),
    Command("verify-sources"),
    Command("status"),
    Command("digest"),
    Command("assess"),
    Command("export"),
    Command("import"),
    Command("serve"),
    Command("fmt"),
    Command("schema"),
)

__all__ = ["COMMANDS", "Command"]
