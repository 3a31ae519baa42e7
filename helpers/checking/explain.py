"""Python's complaints in plain Chinese, for somebody in the first weeks of programming."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable

from helpers.checking.explain_syntax import said, unreadable

BLANK = "____"  # what stands for a gap in the lessons
METHODS = ("sum", "mean", "nunique", "count", "isna", "notna")


def explain(
    error: str,
    message: str,
    source: str = "",
    line: int | None = None,
    names: Iterable[str] = (),
    elsewhere: Iterable[str] = (),
) -> str:
    """Say in one or two Chinese sentences what an exception means and what to look at.

    ``error`` is the exception's type, ``source`` the line of code it came from, ``names`` the names
    that could have been meant (variables for a NameError, columns for a KeyError), ``elsewhere``
    the columns of tables that this line does not use.
    """
    known = _EXPLAIN.get(error)
    if BLANK in message or BLANK in source:
        text = f"有一个空（{BLANK}）还没有填。"
    elif error == "KeyError" and (key := _quoted(message)) in set(elsewhere) - set(names):
        text = f"这张表里没有“{key}”，它在另一张表里。{_have(list(names))}"
    else:
        text = known(message, source, list(names)) if known else _other(error, message)
    where = f"第 {line} 行" if line else "代码里"
    quoted = f"（{source.strip()}）" if source.strip() else ""
    return f"{where}{quoted}出错了：{text}"


def _near(name: str, names: list[str]) -> str:
    close = difflib.get_close_matches(name, [str(n) for n in names], n=1, cutoff=0.6)
    return f"是不是想写 {close[0]}？" if close else ""


def _quoted(message: str) -> str:
    found = re.search(r"'([^']*)'", message)
    return found.group(1) if found else message.strip("'\" ")


def _name(message: str, source: str, names: list[str]) -> str:
    name = _quoted(message)
    if re.match(r"(check|hint)\(", source.strip()):
        return f'括号里的名字要加引号：("{name}")。'
    if re.match(rf"return\b.*\b{re.escape(name)}\b", source.strip()):
        return f"return 后面的 {name} 还没有值。把你算出来的结果起名叫 {name}。"
    if name in {"NaT", "NaN", "nan"}:
        return "空白不能写成名字去比较，要用 .isna() 来找。"
    if re.match(rf"{re.escape(name)}\s*==", source.strip()):
        return "起名用一个等号 =；两个等号 == 是在问“是不是相等”。"
    if name in METHODS:
        return f'{name} 要写在列的后面：表["列名"].{name}()。'
    if name in names:
        return f'“{name}”是一列的名字，要写成 表["{name}"]。'
    if re.fullmatch("[A-F]", name):
        return f'Python 不认识名字 {name}。选项的字母是文字，两边要加英文引号："{name}"。'
    if re.fullmatch("[零〇一二两三四五六七八九十百千万点]+", name):
        return f"“{name}”是汉字。数要用阿拉伯数字写，比如 3。"
    near = _near(name, names) or (
        "检查拼写和大小写；如果它是前面单元格里定义的，先把那个单元格运行一遍；"
        "如果它是文字，要加引号；别的函数里面起的名字，这里用不了。"
    )
    return f"Python 不认识名字 {name}。{near}"


def _key(message: str, source: str, names: list[str]) -> str:
    key = _quoted(message)  # "['电话'] not in index" names the first of several
    if message.startswith("(") and "', '" in message:
        return "方括号里的写法不对。取几列要用两层方括号：表[['列一', '列二']]。"
    if key in {"True", "False"}:
        return '方括号放错了地方：先写完 表["列名"]，再在外面写 == 或 >。'
    if key in names and re.search(rf"\bx=([\"']){re.escape(key)}\1", source):
        return f"“{key}”已经拿去当横轴了，竖轴换一列。"
    if key in names and re.search(rf"\bon=\[?([\"']){re.escape(key)}\1", source):
        return f"左边或右边那张表没有“{key}”这一列：on= 要写两张表都有的列，左右也别写错。"
    if key in names and "not in index" in message:
        return f"这张表里没有“{key}”这一列：要是刚分过组，它还在左边当行名，写 reset_index() 了吗？"
    if key in names and "[" not in source:
        merged = "" if source else "合并的话，on= 要写两张表都有的列。"
        return f"这一步用的表里没有“{key}”：它是不是在另一张表里？{merged}"
    padded = next((n for n in names if n != key and n.strip() == key), "")
    if padded:
        return f"有一列叫“{padded}”，名字里多了空格：先运行去掉空格的那一格（.str.strip()）。"
    if key in names:
        return f"方括号前面的东西里没有“{key}”：它是不是另一张表，或者只是一列 True/False？"
    near = _near(key, names)
    if not near and names and re.search("[\u4e00-\u9fff]", key):
        near = f'它要是一列里的值，就写成 表["列名"] == "{key}"。'
    return f"找不到“{key}”这一列（或这一项）。{near}{_have(names)}"


def _have(names: list[str]) -> str:
    return f"给你的表里有：{'、'.join(names[:12])}。" if names else "先看一眼表的列名再写。"


def _indent(message: str, source: str, names: list[str]) -> str:
    return "缩进不对：def 下面属于它的每一行都要往里缩进 4 个空格，并且彼此对齐。"


def _type(message: str, source: str, names: list[str]) -> str:
    if re.search(rf"\.({'|'.join(METHODS)})\b(?!\()", source) or re.match("'method' obj", message):
        return "方法的名字后面少了圆括号 ()。"
    if not source and "not callable" in message:  # asked for as a function, and there is none
        return "题目要的是函数，这个名字装的却不是：前面要写 def。"
    return said(_TYPES, message) or f"类型不对。Python 的原话是：{message[:120]}"


# the more special first
_TYPES = (
    (
        "string indices must be integers",
        "方括号前面的名字装的是文字，不是表：它还是前面单元格里起的名字，这里是不是少了一行？",
    ),
    ("common dtype", 'np.select 的名字是文字，default 也要写成文字：default="…"。'),
    (
        "should be boolean ndarray",
        "np.select 的第一个方括号里要放条件（一列 True/False），现在放的不是条件。",
    ),
    (r"dropna\(\) takes", '看哪一列空着，要写明 subset：dropna(subset=["列名"])。'),
    (
        "positional argument|keyword argument",
        "函数括号里给的东西个数或名字不对。看看 def 那一行需要几个参数。",
    ),
    ("DataFrame.*not callable", '取一列要用方括号：表["列名"]，不用圆括号。'),
    ("not callable", "把一个不是函数的东西当函数用了：名字后面不该有圆括号，或者少了一个运算符。"),
    (
        r"rand_|ror_|for &|for \|",
        "用 & 或 | 连接的每个条件，都要各自加圆括号，放进同一个方括号：表[(条件一) & (条件二)]。",
    ),
    ("no numeric data to plot", "画出来的那一列要是数，这一列是文字：换一列。"),
    (
        "positional indexing.*of type float",
        "括号里要整数，你给的是小数。只要除法的整数部分，该用哪一种除号？",
    ),
    (r"has no len\(\)", "len 要一张表或一列，你给它的是一个数。"),
    (
        "subtraction of integers.*(Datetime|Timedelta)Array",
        "日期不能直接加减一个数：天数要写成 pd.Timedelta(days=…)。",
    ),
    (
        r"cannot (add|subtract) DatetimeArray|'str' and 'DatetimeArray|'DatetimeArray' and 'str",
        "这一步要两边都是日期（或者时间差）：其中一边混进了数或文字，或者把两个日期加了起来。",
    ),
    ("DatetimeArray", "整张表里有日期时间的列，不能一起算：先取出要用的那一列。"),
    (
        "Invalid comparison.*datetime",
        '日期时间不能和数或文字比。看它空不空，用 .notna()；和某一天比，写 pd.Timestamp("2019-09-30")。',
    ),
    (
        "Invalid comparison",
        "一边是数，一边是文字，比不了大小：数字两边不要加引号；还要先取出一列，再比较。",
    ),
    ("with Timestamp", "日期不能直接加减一个数：天数要写成 pd.Timedelta(days=…)。"),
    (
        "does not support operation 'mean'",
        "文字列（比如编号）求不了平均：没有写明怎么算时，pandas 会去求平均。把 aggfunc 写上。",
    ),
    (
        "with string dtype|to numeric",
        "文字列（比如编号）做不了这种计算：看看选的是不是要算的那一列。",
    ),
    (
        "not subscriptable",
        "这个东西后面不能用方括号 [ ] 取内容：看看它是不是 None，或者是不是少了圆括号。",
    ),
    (
        "unsupported operand|can only concatenate|not supported between|did not contain a loop",
        "把两种不能放在一起运算或比较的东西放在了一起，比如文字和数。先确认两边都是数。",
    ),
)


def _value(message: str, source: str, names: list[str]) -> str:
    return said(_VALUES, message) or f"给的值不合适。Python 的原话是：{message[:120]}"


_VALUES = (
    (
        "truth value",
        "整列条件之间要用 &（并且）、|（或者）、~（不是），每个条件各自加圆括号，不能用 and、or、not，也不能放进 if。",
    ),
    (
        "length as list of conditions",
        "np.select 的两个方括号要一样长：几个条件，就写几个名字。",
    ),
    ("valid Merge type", '“怎么合并”写错了：要客户一个不少，写 how="left"。'),
    (
        "Length of values|same length",
        "要放进同一张表的几列长短不一样。写在函数里的话，每一列都要从括号里给的表取，"
        "不要用外面的：取列的那几行，写在 def 下面了吗？",
    ),
    (
        r"Shape of passed values is \(\d+, 1\)",
        "一张表有好几行，外面还差一层方括号：[[第一行], [第二行]]。",
    ),
    (
        "trying to merge on",
        "两边要对上的那一列，一边是数，一边是文字，合不起来：看看连起来的是哪几列。",
    ),
    (
        "Cannot set a DataFrame",
        "等号左边是一列，右边交回的是整张表，放不进去：要存的是整张表，左边就写表的名字。",
    ),
    ("identically-labeled", "比较的两列行数或索引不一样。"),
)


def _attribute(message: str, source: str, names: list[str]) -> str:
    unknown = re.search(r"'([^']*)' is not a valid function for", message)
    if unknown:
        return f"没有“{unknown.group(1)}”这种算法：引号里要写英文，比如 count、sum、mean。"
    found = re.search(r"'([^']*)' object has no attribute '([^']*)'", message)
    if not found:
        return f"点号后面的名字不存在。Python 的原话是：{message[:120]}"
    owner, name = found.groups()
    if owner in {"function", "method", "builtin_function_or_method"}:
        return f".{name} 前面的那个方法少了圆括号 ()。"
    if owner in {"int", "float", "bool"} or owner.startswith("numpy."):
        return f"点号前面是一个数，没有 .{name}。要对一列来做：先把整个比较用圆括号括起来。"
    if "GroupBy" in owner:
        return f"分组以后没有“{name}”这种算法：引号里要写英文，比如 count、sum、mean。"
    if owner == "NoneType":
        return f"点号前面是 None（什么也没有），所以不能再用 .{name}。上一步大概没有 return，或者那个方法没有返回值。"
    if owner in {"Series", "TimedeltaProperties"} and name in {"day", "days", "hour"}:
        return "一列日期或时间差，先写 .dt 再取：.dt.days 是隔了几天，.dt.day 是几号。"
    owners = {
        "DataFrame": "表（DataFrame）",
        "Series": "列（Series）",
        "str": "文字",
        "list": "列表",
    }
    return f"{owners.get(owner, owner)} 没有 .{name} 这个方法或列。检查拼写；是列名的话用方括号：['{name}']。"


def _other(error: str, message: str) -> str:
    return f"{error}。Python 的原话是：{message[:160] or '（没有说明）'}"


def _fixed(text: str) -> Callable[[str, str, list[str]], str]:
    return lambda message, source, names: text


_EXPLAIN: dict[str, Callable[[str, str, list[str]], str]] = {
    "NameError": _name,
    "UnboundLocalError": _fixed("在函数里先用了一个名字，后面才给它值。先赋值，再使用。"),
    "KeyError": _key,
    "SyntaxError": unreadable,
    "IndentationError": _indent,
    "TabError": _indent,
    "TypeError": _type,
    "UFuncTypeError": _type,
    "_UFuncNoLoopError": _type,
    "ValueError": _value,
    "AttributeError": _attribute,
    "IndexError": _fixed("要取的位置超出了范围：表或列表没有那么长，可能是空的。"),
    "ZeroDivisionError": _fixed("除数是 0。分母为 0 时比率没有意义，应当得到缺失值，而不是报错。"),
    "FileNotFoundError": _fixed(
        "找不到这个文件。检查文件名，并确认它和这本笔记放在同一个文件夹里。"
    ),
    "PermissionError": _fixed("文件打不开，可能正被 Excel/WPS 打开着。关掉它再运行。"),
    "ModuleNotFoundError": lambda message, source, names: (
        f"没有名叫 {_quoted(message)} 的包。检查拼写；本课需要的包都已经装好了，不用另装。"
    ),
    "ImportError": lambda message, source, names: f"导入失败：{message[:120]}",
    "WorkbookError": lambda message, source, names: message,
    "RecursionError": _fixed(
        "函数一直在调用自己，停不下来。检查函数里面是不是又写了它自己的名字。"
    ),
    "MemoryError": _fixed("内存不够用了：是不是有一个越滚越大的循环或表？"),
    "SystemExit": _fixed("代码里叫停了程序（exit 或 quit）。把那一行删掉。"),
    "InvalidIndexError": _fixed("方括号里的写法不对。取几列要用两层方括号：表[['列一', '列二']]。"),
    "IndexingError": _fixed(
        "用来筛选的条件和表的行对不上：条件要用同一张表的列来写，在函数里就要重新写一个。"
    ),
    "MergeError": _fixed("两张表接不起来：检查 on= 写的列是不是两张表都有。"),
    "PlainError": _fixed("结果太大或嵌套太深，检查是不是把表重复拼接了很多次。"),
}
