"""Satisfaction: a minus, its blanks, and the two levers."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from helpers.analysis.loyalty import with_satisfaction
from helpers.checking.compare import Rule
from helpers.exercises.generic import chose
from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import answers, case
from helpers.exercises.model import Case, Exercise, Mistake, Part

Numbers = Callable[["pd.Series[float]", "pd.Series[float]"], "pd.Series[float]"]


def _letters(right: str) -> Rule:
    wide = chr(ord(right) + 0xFEE0)
    return Rule(spellings={right.lower(): right, wide: right, wide.lower(): right})


NAMES = ("小桃", "大勇", "阿棠", "小月")

BIGGEST_SURPRISE = Exercise(
    name="biggest_surprise",
    title="谁最满意",
    kind="choice",
    answer="happiest",
    asks="按课本的公式，四位客户里谁的满意度最高？把字母交给 happiest。",
    stub='# 写成这样：happiest = "你选的字母"\n...',
    reference=lambda survey: "B",
    cases=lambda: [case("december", "十二月的答卷", survey=cases.survey())],
    parts=(Part("选对", 1, ("december",)),),
    mistakes=(
        chose(
            "A",
            "你选的是感知值最高的人：他的期望值更高，收到货反而有点失望。",
            "感知 90 分，可是他原来以为有几分？",
        ),
        chose(
            "C",
            "你选的是感知值“是期望值的几倍”最大的人：那是除法。",
            "公式里，感知值和期望值之间是除号还是减号？",
        ),
        chose(
            "D",
            "你选的是感知值和期望值正好相等的人：差是 0，没有失望，也没有惊喜。",
            "谁的感知值超出期望值最多？",
        ),
        Mistake(
            "name_for_letter",
            "你写的是客户的名字，题目要的是他前面的字母。",
            "这位客户在表里是 A、B、C 还是 D？",
            lambda *args: "小月",
            recognises=lambda expected, actual: (
                isinstance(actual.value, str) and actual.value.strip() in NAMES
            ),
        ),
    ),
    hints=(
        "满意度 = 感知值 − 期望值。给四个人各做一次减法。",
        "大勇：72 − 60 = 12。另外三位呢？",
    ),
    rule=_letters("B"),
)

LEVER = Exercise(
    name="lever",
    title="先动哪一根杠杆",
    kind="choice",
    answer="first_step",
    asks="期望值从 78 升到 92，感知值还是 85。先做哪一件？把字母交给 first_step。",
    stub='# 写成这样：first_step = "你选的字母"\n...',
    reference=lambda survey: "C",
    cases=lambda: [case("december", "十二月的答卷", survey=cases.survey())],
    parts=(Part("选对", 1, ("december",)),),
    mistakes=(
        chose(
            "A",
            "广告越夸，期望值越高：感知值不变，减出来的数就更小。",
            "被减数不变，减数变大，差怎么变？",
        ),
        chose(
            "B",
            "期望太低，客户觉得无所谓，连点进来看的人都会变少。",
            "课本说，期望太高会失望；那么太低呢？",
        ),
        chose(
            "D",
            "赠品只是一时的：广告没有改，下一批客户还是带着 92 分的期望来。",
            "让满意度变成负数的，是哪一个数变了？",
        ),
    ),
    hints=(
        "满意度从 85 − 78 = 7 变成了 85 − 92 = −7。变的是哪一个数？",
        "两根杠杆：期望要合理，不高也不低；感知要比期望高。只动一根够不够？",
    ),
    rule=_letters("C"),
)


def _with(numbers: Numbers) -> Callable[[pd.DataFrame], pd.DataFrame]:
    return lambda survey: survey.assign(满意度=numbers(survey["感知值"], survey["期望值"]))


def _gap(perceived: pd.Series[float], expected: pd.Series[float]) -> float:
    return float(perceived.mean() - expected.mean())


def _by_apply(survey: pd.DataFrame) -> pd.DataFrame:
    table = survey.copy()
    table["满意度"] = table.apply(lambda row: row["感知值"] - row["期望值"], axis=1)
    return table


def _by_loop(survey: pd.DataFrame) -> pd.DataFrame:
    gaps = []
    for expected, perceived in zip(survey["期望值"], survey["感知值"], strict=True):
        gaps.append(perceived - expected)
    return survey.assign(满意度=gaps)


def _by_sub(survey: pd.DataFrame) -> pd.DataFrame:
    table = survey.copy()
    table["满意度"] = -table["期望值"].sub(table["感知值"])
    return table


def _cases() -> list[Case]:
    return [
        case("december", "十二月的答卷", survey=cases.survey()),
        case(
            "clear",
            "三个人，有喜有忧",
            survey=answers(("小桃", 95, 90), ("大勇", 60, 72), ("阿棠", 20, 30)),
        ),
        case("exactly", "正好等于期望", survey=answers(("小月", 85, 85), ("小桃", 100, 40))),
        case(
            "blanks",
            "有人没有答",
            survey=answers(("大勇", 80, 88), ("小林", None, 90), ("阿棠", 70, None)),
        ),
        case(
            "nobody_answered", "两题都没答", survey=answers(("小林", None, None), ("小月", 50, 45))
        ),
    ]


ADD_SATISFACTION = Exercise(
    name="add_satisfaction",
    title="给每份答卷算满意度",
    kind="function",
    answer="add_satisfaction",
    asks="写函数 add_satisfaction(survey)：添一列“满意度”= 感知值 − 期望值，交回整张表。",
    stub="def add_satisfaction(survey):\n    table = survey.copy()  # 复制一份，原来的表不动\n    ...\n    return table",
    reference=lambda survey: with_satisfaction(survey),
    cases=_cases,
    parts=(
        Part("减法和正负号", 2, ("clear", "exactly")),
        Part(
            "没答的是空白，十二月的答卷", 1, ("december", "blanks", "nobody_answered"), random=True
        ),
        Part("算对，并且不改动原表", 1, ("clear",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "added",
            "你把感知值和期望值加了起来：期望越高，得数反而越大。",
            "“超出期望多少”，该用哪一种运算？",
            _with(lambda perceived, expected: perceived + expected),
        ),
        Mistake(
            "turned_round",
            "减反了：失望的人得了正数，惊喜的人得了负数。",
            "公式里，谁在减号的前面？",
            _with(lambda perceived, expected: expected - perceived),
        ),
        Mistake(
            "divided",
            "你用了除法：那是“几倍”，不是课本的满意度。",
            "公式里的横线是除号，还是减号？",
            _with(lambda perceived, expected: perceived / expected),
        ),
        Mistake(
            "divided_difference",
            "减对了，可是又除以了期望值。",
            "课本的公式，减完以后还有没有下一步？",
            _with(lambda perceived, expected: (perceived - expected) / expected),
        ),
        Mistake(
            "without_sign",
            "正负号不见了：惊喜 10 分和失望 10 分成了一样。",
            "是不是用了 abs，把负号去掉了？",
            _with(lambda perceived, expected: (perceived - expected).abs()),
        ),
        Mistake(
            "blanks_as_zero",
            "没有答的题被当成了 0 分，减出来是很大的正数或负数。",
            "没有回答，等于打了 0 分吗？fillna 该不该写？",
            _with(lambda perceived, expected: perceived.fillna(0) - expected.fillna(0)),
        ),
        Mistake(
            "zero_for_missing",
            "没法算的满意度被写成了 0：那等于说“正好和期望一样”。",
            "不知道，和 0，是一回事吗？",
            _with(lambda perceived, expected: (perceived - expected).fillna(0)),
        ),
        Mistake(
            "rows_dropped",
            "有空白的答卷整行不见了：他们回答的别的题也跟着丢了。",
            "题目要的是整张表，是不是用了 dropna？",
            lambda survey: with_satisfaction(survey).dropna(subset=["满意度"]),
        ),
        Mistake(
            "from_the_mean",
            "你拿每个人的感知值去减全体期望值的平均。",
            "期望是主观的：该减别人的期望，还是他自己的？",
            _with(lambda perceived, expected: perceived - expected.mean()),
        ),
        Mistake(
            "one_number_for_all",
            "每个人都得到了同一个数：那是两个平均数的差。",
            "满意度是每个人自己的，求平均的 mean 该不该写？",
            _with(lambda perceived, expected: 0 * perceived.fillna(0) + _gap(perceived, expected)),
        ),
        Mistake(
            "true_or_false",
            "你交的是 True/False：有没有惊喜，不是惊喜了几分。",
            "两列之间写的是大于号，还是减号？",
            lambda survey: survey.assign(满意度=survey["感知值"] > survey["期望值"]),
        ),
        Mistake(
            "never_negative",
            "失望的人都变成了 0 分：负数被截掉了。",
            "低于期望的人，满意度是正数、0，还是负数？",
            _with(lambda perceived, expected: (perceived - expected).clip(lower=0)),
        ),
        Mistake(
            "column_only",
            "你只交回了满意度这一列，别的列不见了。",
            "算出来的这一列，放进 table 里了吗？return 的是哪一个？",
            lambda survey: survey["感知值"] - survey["期望值"],
        ),
        Mistake(
            "two_columns",
            "你只留下了客户和满意度，别的列不见了。",
            "题目要的是整张表再添一列，现在有几列？",
            lambda survey: with_satisfaction(survey)[["客户", "满意度"]],
        ),
        Mistake(
            "not_added",
            "表里没有“满意度”这一列：算了，却没有放进表里。",
            "等号左边写的是表的一列吗，像 table[…] 这样？",
            lambda survey: survey,
        ),
    ),
    styles=(_by_apply, _by_loop, _by_sub),
    hints=(
        '两列可以直接相减，一行对一行：table["感知值"] - table["期望值"]。',
        "空白减什么都是空白，正好是我们要的，不用另外处理。",
        'table["满意度"] = table["____"] - table["____"]',
    ),
    random=cases.random_answers,
)
