"""bench: what takes how long."""

from __future__ import annotations

import click

from grading.cli.chinese import Command, Group
from grading.cli.options import lesson_ids


@click.group(cls=Group)
def bench() -> None:
    """测一测速度。只打印结果，不判断快慢。

    例子：
      workbook bench analysis
      workbook bench grade
    """


@bench.command(cls=Command)
@click.option(
    "--orders",
    metavar="N",
    type=click.IntRange(1, 10_000_000),
    multiple=True,
    help="订单笔数，可以写好几次；默认是一万、十万、一百万。",
)
def analysis(orders: tuple[int, ...]) -> None:
    """测 helpers.analysis 里每个函数的时间，旁边是手写 pandas 的时间。

    例子：
      workbook bench analysis
      workbook bench analysis --orders 10000
    """
    from grading.bench.analysis import SIZES, report

    for line in report(orders or SIZES):
        click.echo(line)


@bench.command(cls=Command)
@click.option("--lesson", metavar="LESSON", default="02", help="用哪一课的作业，默认是 02。")
@click.option(
    "--size",
    "sizes",
    metavar="N",
    type=click.IntRange(1, 10_000),
    multiple=True,
    help="作业的份数，可以写好几次；默认是 100。",
)
@click.option(
    "--stock",
    metavar="N",
    type=click.IntRange(1, 10_000),
    help="nbgrader 只批改前 N 份（它每份要几秒），按每份的时间比较。",
)
@click.option(
    "--growth",
    is_flag=True,
    help="只测 workbook grade：份数变成 10 倍、100 倍时，时间和内存怎样变。",
)
def grade(lesson: str, sizes: tuple[int, ...], stock: int | None, growth: bool) -> None:
    """批改同样的作业：workbook grade 和 nbgrader autograde 各用多久。

    作业是演示班里平常的那些，在临时文件夹里批改；分数和输出逐个比较。
    默认 100 份，nbgrader 要用几分钟；--growth 默认是 10、100 和 1000 份。
    测的时候请不要运行别的程序。

    例子：
      workbook bench grade
      workbook bench grade --size 100 --stock 20
      workbook bench grade --growth
    """
    from grading.bench import grade as both
    from grading.bench import growth as ours

    [lesson_id] = lesson_ids([lesson])
    if growth:
        lines = ours.report(lesson_id, sizes or ours.SIZES)
    else:
        lines = both.report(lesson_id, sizes or (both.SIZE,), stock)
    for line in lines:
        click.echo(line)


COMMANDS = (bench,)
