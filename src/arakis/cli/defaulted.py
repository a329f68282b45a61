"""A group of commands with a default one: `arakis extract FILES` beside `arakis extract show`."""

from typing import Any

from typer.core import TyperGroup


class Defaulted(TyperGroup):
    """A group whose command "files" is meant when the first word names no command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put "files" before arguments that begin with no command's name."""
        if args and args[0] not in self.commands and args[0] not in ("--help", "-h"):
            args = ["files", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Show that files may stand in the place of a command."""
        formatter.write_usage(ctx.command_path, "FILES... | COMMAND [ARGS]...")
