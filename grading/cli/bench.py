"""bench: what takes how long."""

from __future__ import annotations

import click

from grading.cli.chinese import Command, Group


@click.group(cls=Group)
def bench() -> None:
    """测一测速度。只打印结果，不判断快慢。

    例子：
      workbook bench analysis
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


COMMANDS = (bench,)
