"""The group of commands, and what becomes of errors."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from grading.cli import bench, everyday, teaching
from grading.cli.chinese import Group, sentence
from helpers.errors import WorkbookError


@click.group(cls=Group)
def workbook() -> None:
    """网店客服数据分析练习册：学习、发布、收作业、批改和反馈。

    LESSON 是课的编号或全名，例如 03 或 03_old_customers，可以写好几个。

    例子：
      workbook lab                    打开 JupyterLab 开始学习
      workbook list 03                看第 3 课有哪些练习
      workbook release 03             发布第 3 课
      workbook collect 03 作业.zip    收第 3 课的作业
      workbook grade 03               批改第 3 课

    每个命令后面加 --help 可以看详细说明。
    """


for command in (*everyday.COMMANDS, *teaching.COMMANDS, *bench.COMMANDS):
    workbook.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (the process's own by default) and return the exit status."""
    try:
        result = workbook.main(arguments, prog_name="workbook", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context else "workbook"
        click.echo(f"✘ {sentence(error)}\n  用 {path} --help 查看用法。", err=True)
        return 2
    except WorkbookError as error:
        click.echo(f"✘ {error}", err=True)
        return 1
    except (KeyboardInterrupt, click.Abort):
        click.echo("\n已停止。", err=True)
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left; nothing more to say
        return 0
    except OSError as error:
        click.echo(f"✘ 读写“{error.filename}”时出错：{error.strerror}。", err=True)
        return 1
    return result if isinstance(result, int) else 0
