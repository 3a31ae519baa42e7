"""click in Chinese: headings, usage line and the sentences for a command written wrongly."""

from __future__ import annotations

from typing import Any

import click

HEADINGS = {"Options": "选项", "Commands": "命令"}


class Formatter(click.HelpFormatter):
    """Chinese headings; texts keep their line breaks, as Chinese has no spaces to wrap at."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Write lines as they are, indented."""
        indent = " " * self.current_indent
        self.write("".join(f"{indent}{line}".rstrip() + "\n" for line in text.splitlines()))


class Context(click.Context):
    """A context whose help is written by our formatter."""

    formatter_class = Formatter


class _InChinese(click.Command):
    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这份说明。"
        return option


class Command(_InChinese):
    """A command with Chinese help."""


class Group(_InChinese, click.Group):
    """A group of commands with Chinese help, listed in the order in which they were added."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what ``click.Group`` takes."""
        kwargs.setdefault("subcommand_metavar", "命令 [参数]...")
        super().__init__(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of a course, not of the alphabet."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command named first in ``args``."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            known = "、".join(self.list_commands(ctx))
            raise click.UsageError(f"没有“{args[0]}”这个命令，现有的命令是 {known}。", ctx)
        return super().resolve_command(ctx, args)


def sentence(error: click.ClickException) -> str:
    """Say in Chinese what is wrong with the command that was typed."""
    match error:
        case click.NoSuchOption():
            near = f"您要的是不是 {'、'.join(error.possibilities)}？" if error.possibilities else ""
            return f"没有选项 {error.option_name}。{near}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的写法不对：要么后面缺少一个值，要么它不需要值。"
        case click.MissingParameter():
            name = error.param.make_metavar(error.ctx) if error.param and error.ctx else ""
            return f"缺少参数 {name.strip('[].')}。"
        case click.BadParameter():
            name = error.param.opts[0] if error.param else ""
            return f"{name} 后面的值不合适，请照说明重写。"
        case click.UsageError() if error.message.startswith("Got unexpected extra argument"):
            return f"参数太多，多出来的是 {error.message.partition('(')[2].rstrip(')')}。"
    return error.format_message()
