"""What cannot be read as Python at all, in plain Chinese: slips of the keyboard and of writing."""

from __future__ import annotations

import re
from collections.abc import Iterable

FULL_WIDTH = {
    "，": ",", "。": ".", "（": "(", "）": ")", "：": ":", "；": ";", "“": '"', "”": '"',
    "‘": "'", "’": "'", "【": "[", "】": "]", "！": "!", "＝": "=", "＞": ">", "＜": "<",
    "＋": "+", "－": "-", "＊": "*", "／": "/", "％": "%", "、": ",", "＆": "&", "｜": "|", "　": "空格",
    **{chr(0xFF10 + digit): str(digit) for digit in range(10)},
}  # fmt: skip
QUOTES = (("”", "“"), ("’", "‘"))
SIGNS = {
    "≥": ">=", "≤": "<=", "≠": "!=", "=>": ">=", "=<": "<=", "&&": "&", "||": "|", "×": "*", "÷": "/",
    "−": "-", "—": "-", "–": "-",
}  # fmt: skip


def unreadable(message: str, source: str, names: list[str]) -> str:
    """Say what may be wrong in ``source``, a line that Python could not read; see ``explain``."""
    if '(""",' in source:
        return "三个双引号连在一起，是一大段文字的开头。要写双引号这个字，外面用单引号：'\"'。"
    if "incomplete input" in message:  # what IPython says of a cell that ends too early
        return "这一格还没有写完：数一数左括号和右括号是不是一样多；冒号下面要有往里缩进的内容。"
    bare = re.sub(r"""(["']).*?\1""", '""', source)  # signs within a text are no slips
    bare = re.sub(r"#.*", "", bare)
    if re.search(r'[{,]\s*""\s*=[^=]|^\s*""\s*=[^=].*,\s*$', bare):
        return "花括号里，名字和值的中间用英文冒号 : ，不用等号。"
    if slip := said(_SUMS, bare):
        return slip
    if "unterminated" in message:  # all after the quote is text, save a quote that closes nothing
        bare = "".join(c for c, begins in QUOTES if c in bare and begins not in bare)
    wide = [(c, FULL_WIDTH[c]) for c in bare if c in FULL_WIDTH]
    if wide:
        return f"这一行里有中文（全角）符号 {wide[0][0]} ，Python 只认英文（半角）的 {wide[0][1]} 。切换到英文输入法重新输入它。"
    sign = next((sign for sign in SIGNS if sign in bare), "")
    if sign:
        return f"Python 不认识 {sign}，要写成 {SIGNS[sign]}。"
    if "invalid decimal literal" in message or re.search(r"\d\s?[\u4e00-\u9fff]", bare):
        return "数字后面直接跟了文字：数字不要带单位，名字也不能用数字开头。"
    if "Maybe you meant '=='" in message and re.fullmatch(r"\s*(\w+|\.\.\.)\s*=[^=]*", bare):
        return (
            "这一行还在上面的括号里面：括号里只写等号右边的东西。要不然，就是上一行少了一个右括号。"
        )
    if re.fullmatch(r"\s*(?!if|for|while|with)[A-Za-z_]\w*\s*\([\w\s,]*\)\s*:\s*", bare):
        return "这一行像是函数的第一行：前面少了 def 和一个空格。"
    return said(_SYNTAX, message)


# what is typed into a cell as into Excel, or as into an exercise book
_SUMS = (
    (r"^\s*[=＝]\s*[\d.(]", "Excel 里算式前面要写 =，这里不用：把最前面的 = 去掉。"),
    (r"(^|=)\s*[\d(][\s\d.+*/()-]*=[\s\d.]*$", "只写算式，等号和得数不用写。"),
    (r"(^|[\[(,])\s*\d+ +\d", "数和数中间要有英文逗号。"),
)

_SYNTAX = (
    ("closing parenthesis|unmatched", "括号没有配对：多了一个，或者左边和右边不是同一种。"),
    (
        "was never closed|unexpected EOF",
        "有一个括号或引号没有配对：数一数这一行（和上一行）的左括号和右括号是不是一样多。",
    ),
    ("expected ':'", "这一行末尾少了英文冒号 :"),
    ("unterminated", "有一处引号没有配对：文字的两头都要有引号，而且要用同一种。"),
    (
        "outside function",
        "return 只能写在 def 下面，前面空四格：是不是少了 def 那一行，或者忘了缩进？",
    ),
    (
        "Maybe you meant '==' |cannot assign to",
        "判断“是否相等”要用两个等号 ==，一个等号 = 是“把右边的值起个名字”。",
    ),
    ("", "这一行的写法 Python 读不懂。检查括号、引号、逗号和冒号，也检查上一行的末尾。"),
)


def said(sentences: Iterable[tuple[str, str]], message: str) -> str:
    """The sentence of the first pattern that is in Python's message; empty where there is none."""
    return next((text for pattern, text in sentences if re.search(pattern, message)), "")
