"""The commands of `dashboard`, each with its arguments and what it does (architecture.md 6)."""

from dashboard.commands import check, fmt, schema, serve, status
from dashboard.commands.arguments import Command

COMMANDS: tuple[Command, ...] = (
    Command("check", check.add, check.run),
    Command("status", status.add, status.run),
    Command("serve", serve.add, serve.run),
    Command("fmt", fmt.add, fmt.run),
    Command("schema", schema.add, schema.run),
)

__all__ = ["COMMANDS", "Command"]
