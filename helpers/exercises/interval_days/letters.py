"""The written answer: to whom does the shop write today?"""

from helpers.exercises.model import Criterion, Written

LETTERS = Written(
    name="letters_today",
    title="今天给谁写",
    rubric=(
        Criterion("依据清楚", 2, "写明用哪个间隔当尺子、为什么空白不当 0，数字和表里一致。"),
        Criterion("写给谁", 2, "至少点名两位今天该写的客户，各写出最近一次购买和沉默了几天。"),
        Criterion(
            "先不写给谁", 2, "至少一位还没到日子的客户；另外说明买了四次以上的客户为什么看不准。"
        ),
        Criterion("话说得体", 2, "有一句真的要发出去的话，不催不怪，不用极限词，不许做不到的诺。"),
    ),
)
