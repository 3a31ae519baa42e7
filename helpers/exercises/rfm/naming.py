"""The name of the class: looked up by its code."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.rfm import add_class as reference_add_class
from helpers.analysis.rfm import class_names
from helpers.exercises.model import Case, Exercise, Mistake, Part
from helpers.exercises.rfm import cases


def _named(levels: pd.DataFrame, names: pd.DataFrame, order: str = "RFM") -> pd.DataFrame:
    table = levels.copy()
    table["代码"] = table[order[0] + "级"] + table[order[1] + "级"] + table[order[2] + "级"]
    return table.merge(names, on="代码", how="left")


def _flipped(levels: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    other = {"高": "低", "低": "高"}
    table = levels.copy()
    table["代码"] = (levels["R级"] + levels["F级"] + levels["M级"]).map(
        lambda code: "".join(other[word] for word in code)
    )
    return table.merge(names, on="代码", how="left")


def _side_by_side(levels: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    code = levels["R级"] + levels["F级"] + levels["M级"]
    return levels.assign(代码=code, 类别=names["类别"])


def _fixed_names(levels: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    own = pd.DataFrame(
        {
            "代码": ["高高高", "高低高", "低高高", "低低高", "高高低", "高低低", "低高低", "低低低"],
            "类别": [
                "重要价值", "重要发展", "重要保持", "重要挽留",
                "一般价值", "一般发展", "一般保持", "一般挽留",
            ],
        }
    )  # fmt: skip
    return _named(levels, own)


def _by_map(levels: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    table = levels.copy()
    table["代码"] = table["R级"] + table["F级"] + table["M级"]
    table["类别"] = table["代码"].map(dict(zip(names["代码"], names["类别"], strict=True)))
    return table


def _by_loop(levels: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for row in levels.to_dict("records"):
        code = row["R级"] + row["F级"] + row["M级"]
        found = names.loc[names["代码"] == code, "类别"].iloc[0]
        rows.append({**row, "代码": code, "类别": found})
    return pd.DataFrame(rows)


def _by_three_keys(levels: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    split = names.copy()
    split["R级"] = split["代码"].str[0]
    split["F级"] = split["代码"].str[1]
    split["M级"] = split["代码"].str[2]
    return levels.merge(split, on=["R级", "F级", "M级"])


def _levels(*rows: tuple[str, str]) -> pd.DataFrame:
    """Customers from (客户, code of three words)."""
    table = pd.DataFrame({"客户": [name for name, _ in rows]})
    table["R"] = [30 * number for number in range(1, len(rows) + 1)]
    table["F"] = [number % 4 + 1 for number in range(len(rows))]
    table["M"] = [20.5 * (number + 1) for number in range(len(rows))]
    for place, column in enumerate(["R级", "F级", "M级"]):
        table[column] = [code[place] for _, code in rows]
    return table


def _name_cases() -> list[Case]:
    lesson = cases.member_classes()[cases.LEVEL_COLUMNS]
    renamed = class_names().assign(
        类别=["金牌", "新秀", "旧友", "过客", "常客", "路人", "熟客", "远客"]
    )

    def case(name: str, title: str, names: pd.DataFrame, *rows: tuple[str, str]) -> Case:
        return Case(name, title, {"levels": _levels(*rows), "names": names})

    all_codes = ["高高低", "低低低", "低高高", "高低低", "高高高", "低高低", "低低高", "高低高"]
    people = ["小禾", "阿满", "豆豆", "柳叶", "茉莉", "阿岚", "邻居", "小包"]
    return [
        Case("members", "会员的高低", {"levels": lesson, "names": class_names()}),
        case(
            "two_kinds",
            "两类、五个人",
            class_names(),
            ("小禾", "高高高"),
            ("阿满", "高高高"),
            ("豆豆", "低低低"),
            ("柳叶", "高高高"),
            ("茉莉", "低低低"),
        ),
        case("eight", "八类各一个人", class_names(), *zip(people, all_codes, strict=True)),
        case(
            "some",
            "有几类一个人也没有",
            class_names(),
            ("小禾", "低高高"),
            ("阿满", "高低高"),
            ("豆豆", "低高高"),
            ("柳叶", "高高低"),
        ),
        case(
            "other_names",
            "换一套类别的名字",
            renamed,
            ("小禾", "低高高"),
            ("阿满", "高高高"),
            ("豆豆", "低低高"),
        ),
    ]


ADD_CLASS = Exercise(
    name="add_class",
    title="每位客户是哪一类",
    kind="function",
    answer="add_class",
    asks="写函数 add_class(levels, names)：添上 代码（R级、F级、M级 连起来）和 类别（到 names 里查）。",
    stub="def add_class(levels, names):\n    table = levels.copy()\n    ...\n    return table",
    reference=lambda levels, names: reference_add_class(levels, names),
    cases=_name_cases,
    parts=(
        Part("两头的两类", 2, ("two_kinds",)),
        Part("八类，换一套名字", 2, ("members", "eight", "some", "other_names"), random=True),
        Part("算对，并且不改动原表", 1, ("two_kinds",), view="unchanged"),
    ),
    mistakes=(
        Mistake(
            "order_mfr",
            "三个字倒着连了：M 在最前面，R 在最后面。",
            "名称表的代码是按 R、F、M 的先后写的，你的呢？",
            lambda levels, names: _named(levels, names, "MFR"),
        ),
        Mistake(
            "order_rmf",
            "F 和 M 两个字换了位置。",
            "代码的第二个字说的是次数还是金额？",
            lambda levels, names: _named(levels, names, "RMF"),
        ),
        Mistake(
            "order_frm",
            "R 和 F 两个字换了位置。",
            "代码的第一个字说的是什么？",
            lambda levels, names: _named(levels, names, "FRM"),
        ),
        Mistake(
            "order_mrf",
            "M 排到了最前面。",
            "代码的三个字，先后是哪三个字母？",
            lambda levels, names: _named(levels, names, "MRF"),
        ),
        Mistake(
            "order_fmr",
            "R 排到了最后面。",
            "代码的三个字，先后是哪三个字母？",
            lambda levels, names: _named(levels, names, "FMR"),
        ),
        Mistake(
            "no_match",
            "一个类别也没有查到，合并以后是一张空表。",
            "你的代码，和名称表里的代码写得一模一样吗？",
            lambda levels, names: _named(levels, names).iloc[:0],
        ),
        Mistake(
            "no_match_left",
            "“类别”一列全是缺失：一个代码也没有查到。",
            "你的代码，和名称表里的代码写得一模一样吗？",
            lambda levels, names: _named(levels, names).assign(
                代码=levels["R级"] + levels["M级"], 类别=None
            ),
            recognises=lambda expected, actual: (
                isinstance(actual.value, pd.DataFrame)
                and "类别" in actual.value.columns
                and len(actual.value) > 0
                and bool(actual.value["类别"].isna().all())
            ),
        ),
        Mistake(
            "empty_classes_kept",
            "没有人的类别也占了一行，客户那一格是空的。",
            "合并的时候，要留下的是客户表的行，还是名称表的行？",
            lambda levels, names: levels.assign(
                代码=levels["R级"] + levels["F级"] + levels["M级"]
            ).merge(names, on="代码", how="right"),
        ),
        Mistake(
            "side_by_side",
            "名称表是一行对一行贴过来的，没有按代码去查。",
            "第一位客户的代码，是名称表第一行的代码吗？",
            _side_by_side,
        ),
        Mistake(
            "money_only",
            "类别只看了 M，八类写成了“重要”“一般”两类。",
            "类别的名字，是从 names 里查来的吗？",
            lambda levels, names: levels.assign(
                代码=levels["R级"] + levels["F级"] + levels["M级"],
                类别=levels["M级"].map({"高": "重要", "低": "一般"}),
            ),
        ),
        Mistake(
            "looked_up_in_the_example",
            "查的是示例里的 todo，不是名称表 names。",
            "merge 的括号里，写的是哪张表？",
            lambda levels, names: levels.assign(代码="", 客服做什么="打电话"),
            recognises=lambda expected, actual: (
                isinstance(actual.value, pd.DataFrame) and "客服做什么" in actual.value.columns
            ),
        ),
        Mistake(
            "columns_dropped",
            "只留下了几列，R、F、M 和高低不见了：别的列都要留着。",
            "最后挑列的那一步，题目要了吗？",
            lambda levels, names: _named(levels, names)[["客户", "代码", "类别"]],
            recognises=lambda expected, actual: (
                isinstance(actual.value, pd.DataFrame)
                and "类别" in actual.value.columns
                and set(actual.value.columns) < {"客户", "代码", "类别", "R级", "F级", "M级"}
            ),
        ),
        Mistake(
            "flipped",
            "高和低正好认反了。",
            "代码里的“高”，对应哪一类客户？",
            _flipped,
        ),
        Mistake(
            "fixed_names",
            "换了一套名字，你的结果还是原来的八个：名称表没有用上。",
            "括号里的 names，写进 merge 了吗？",
            _fixed_names,
        ),
        Mistake(
            "one_of_each",
            "每一类只剩下一位客户。",
            "是不是多做了一步去重？",
            lambda levels, names: _named(levels, names).drop_duplicates("代码"),
        ),
        Mistake(
            "code_for_name",
            "“类别”里放的是代码，“代码”这一列没有了。",
            "代码和类别是两列，类别要到哪张表里查？",
            lambda levels, names: levels.assign(类别=levels["R级"] + levels["F级"] + levels["M级"]),
        ),
        Mistake(
            "code_only",
            "代码有了，类别还没有查到表里。",
            "到 names 里查过以后，合并好的表存回 table 了吗？",
            lambda levels, names: levels.assign(代码=levels["R级"] + levels["F级"] + levels["M级"]),
        ),
    ),
    styles=(_by_map, _by_loop, _by_three_keys),
    hints=(
        "两步：先把三个字连成代码（文字相加就是连起来），再用 merge 到 names 里查。",
        '连的先后是 R、F、M。合并写 on="代码"，和查“客服做什么”那一格一样。',
        'table["代码"] = table["R级"] + table["____"] + table["____"]，下一行 '
        'table = table.merge(names, on="代码")。',
    ),
    random=cases.random_levels,
)
