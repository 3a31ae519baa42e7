"""旺旺响应速度, first step: which rounds of question and reply count."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.terminology import counted_rounds
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.terminology import cases, tables
from helpers.exercises.terminology.tables import Round


def _counted(rounds: pd.DataFrame, opens: int, closes: int) -> pd.DataFrame:
    return counted_rounds(rounds, opens, closes)


def _people_only(rounds: pd.DataFrame) -> pd.DataFrame:
    return rounds[rounds["是否机器人"] == "否"]


def _between(table: pd.DataFrame, first: int, last: int) -> pd.DataFrame:
    return table[(table["小时"] >= first) & (table["小时"] <= last)]


def _served_by_query(rounds: pd.DataFrame, opens: int, closes: int) -> pd.DataFrame:
    return rounds.query("是否机器人 == '否' and @opens <= 小时 < @closes")


def _served_in_steps(rounds: pd.DataFrame, opens: int, closes: int) -> pd.DataFrame:
    people = rounds[rounds["轮次"] > 0]
    people = people[people["小时"].isin(range(opens, closes))]
    return people.sort_values("提问时间", ascending=False)


def _served_with_loop(rounds: pd.DataFrame, opens: int, closes: int) -> pd.DataFrame:
    kept = []
    for _, row in rounds.iterrows():
        if row["是否机器人"] != "是" and not (row["小时"] < opens or row["小时"] >= closes):
            kept.append(row)
    return pd.DataFrame(kept, columns=rounds.columns)


def _hour_cases() -> list[Case]:
    def case(name: str, title: str, opens: int, closes: int, *rows: Round) -> Case:
        return Case(
            name, title, {"rounds": tables.round_table(*rows), "opens": opens, "closes": closes}
        )

    whole = {"rounds": tables.rounds(), "opens": tables.OPENS, "closes": tables.CLOSES}
    return [
        Case("september", "九月的会话", whole),
        case(
            "robot",
            "机器人先打了招呼",
            8,
            23,
            ("H000001", 0, "10:05:00", 1.0),
            ("H000001", 1, "10:05:00", 35.0),
            ("H000002", 0, "15:20:00", 1.0),
            ("H000002", 1, "15:20:00", None),
        ),
        case(
            "opening",
            "开门前后",
            8,
            23,
            ("H000003", 1, "06:30:00", 50.0),
            ("H000004", 1, "07:59:59", 40.0),
            ("H000005", 1, "08:00:00", 20.0),
            ("H000006", 1, "09:10:00", 30.0),
        ),
        case(
            "closing",
            "关门前后",
            8,
            23,
            ("H000007", 1, "21:40:00", 45.0),
            ("H000008", 1, "22:59:59", 25.0),
            ("H000009", 1, "23:00:00", 60.0),
            ("H000009", 2, "23:15:00", 20.0),
        ),
        case(
            "shorter_day",
            "换成 9 点到 21 点",
            9,
            21,
            ("H000010", 1, "08:30:00", 20.0),
            ("H000011", 1, "09:00:00", 20.0),
            ("H000012", 1, "20:10:00", 20.0),
            ("H000013", 1, "21:30:00", 20.0),
            ("H000014", 1, "22:30:00", 20.0),
        ),
    ]


SERVICE_ROUNDS = Exercise(
    name="service_rounds",
    title="哪些轮次算数",
    kind="function",
    answer="service_rounds",
    asks="写函数 service_rounds(rounds, opens, closes)：只留下服务时间内、由人回复的轮次。",
    stub="def service_rounds(rounds, opens, closes):\n    ...\n    return served",
    reference=_counted,
    cases=_hour_cases,
    parts=(
        Part("去掉机器人", 1, ("robot",)),
        Part(
            "开门、关门两头，换一个时间也对",
            3,
            ("september", "opening", "closing", "shorter_day"),
            random=True,
        ),
    ),
    mistakes=(
        Mistake(
            "robots_left",
            "机器人的问候还留着：它总是 1 秒就回，会把平均拉得很好看。",
            "三个条件都写了吗？“是否机器人”这一列看了没有？",
            lambda rounds, opens, closes: _between(rounds, opens, closes - 1),
        ),
        Mistake(
            "robots_only",
            "留下的正好是机器人，人回复的都没有了。",
            "“是否机器人”里的“否”，说的是人还是机器人？",
            lambda rounds, opens, closes: _between(
                rounds[rounds["是否机器人"] == "是"], opens, closes - 1
            ),
        ),
        Mistake(
            "closing_hour_in",
            "关门那个小时的提问也留下了：23 点就下班，23:15 的提问不算。",
            "小时 < closes 和 小时 <= closes，哪一个把 23 点挡在外面？",
            lambda rounds, opens, closes: _between(_people_only(rounds), opens, closes),
        ),
        Mistake(
            "opening_hour_out",
            "开门那个小时的提问被去掉了：8 点整已经上班。",
            "8 点自己算不算？该写 > 还是 >=？",
            lambda rounds, opens, closes: _between(_people_only(rounds), opens + 1, closes - 1),
        ),
        Mistake(
            "all_day",
            "只去掉了机器人，半夜的提问还留着。",
            "没有人上班的时候没人回，该怪客服吗？",
            lambda rounds, opens, closes: _people_only(rounds),
        ),
        Mistake(
            "early_hours_in",
            "关门以后的去掉了，开门以前的还留着。",
            "两个条件都写了吗？一头管开门，另一头管什么？",
            lambda rounds, opens, closes: _between(_people_only(rounds), 0, closes - 1),
        ),
        Mistake(
            "late_hours_in",
            "开门以前的去掉了，关门以后的还留着。",
            "两个条件都写了吗？一头管关门，另一头管什么？",
            lambda rounds, opens, closes: _between(_people_only(rounds), opens, 24),
        ),
        Mistake(
            "fixed_hours",
            "时间写死成了 8 点到 23 点，换成 9 点到 21 点还是一样。",
            "括号里的 opens 和 closes 用上了吗？",
            lambda rounds, opens, closes: _between(_people_only(rounds), 8, 22),
        ),
        Mistake(
            "either",
            "条件之间用了“或者”，几乎什么都留下了。",
            "三个条件要同时成立，中间该用 & 还是 |？",
            lambda rounds, opens, closes: rounds[
                (rounds["是否机器人"] == "否")
                & ((rounds["小时"] >= opens) | (rounds["小时"] < closes))
                | (rounds["小时"] >= opens) & (rounds["小时"] < closes)
            ],
        ),
        Mistake(
            "both_bounds_wrong",
            "开门那个小时被去掉了，关门那个小时却留下了：两个符号都错了。",
            "8 点整算不算？23 点整算不算？",
            lambda rounds, opens, closes: _between(_people_only(rounds), opens + 1, closes),
        ),
        Mistake(
            "none_left",
            "一行也没有留下：没有哪个钟点能同时满足你的条件。",
            "“不早于开门”和“早于关门”，两个符号的方向对吗？",
            lambda rounds, opens, closes: rounds.head(0),
        ),
        Mistake(
            "answered_only",
            "没有人回的轮次也被去掉了，这一步还不到时候。",
            "题目这一步看的是机器人和钟点，你是不是还看了等待秒数？",
            lambda rounds, opens, closes: _counted(rounds, opens, closes).dropna(
                subset=["等待秒数"]
            ),
        ),
    ),
    styles=(_served_by_query, _served_in_steps, _served_with_loop),
    hints=(
        "三个条件，各加圆括号，中间用 &：是人回复的；不早于开门；早于关门。",
        '第一个条件：(rounds["是否机器人"] == "否")。后两个都看“小时”这一列。',
        'served = rounds[(rounds["是否机器人"] == "否") & (rounds["小时"] ____ opens) '
        '& (rounds["小时"] ____ closes)]，填上两个比较符号。',
    ),
    random=cases.random_hours,
)
