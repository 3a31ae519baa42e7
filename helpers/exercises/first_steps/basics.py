"""Cells that are run in order, names for numbers, and the way of an order."""

from __future__ import annotations

from helpers.analysis.states import CLOSED, PAID, SHIPPED, SUCCESS, WAITING_PAYMENT
from helpers.checking.compare import Rule
from helpers.exercises.first_steps import cases
from helpers.exercises.generic import chose
from helpers.exercises.model import Exercise, Mistake, Part

CELL_ORDER = Exercise(
    name="cell_order",
    title="运行的顺序",
    kind="choice",
    answer="after_three_runs",
    asks="乙、乙、甲依次运行以后，stock 是几？把字母交给 after_three_runs。",
    stub='# 写成这样：after_three_runs = "你选的字母"\n...',
    reference=lambda orders: "B",
    cases=lambda: cases.order_cases()[:1],
    parts=(Part("选对", 1, ("opening_day",)),),
    mistakes=(
        chose(
            "A",
            "你按三次都减 3 来算了，可是甲那一格不减，它重新放了 10。",
            "最后运行的是哪一格，它做了什么？",
        ),
        chose(
            "C",
            "你停在了运行两次乙以后，第三次运行的是甲。",
            "最后运行的那一格，把 stock 变成了几？",
        ),
        chose(
            "D",
            "你把一次运行乙当成了结尾。",
            "乙运行了几次，最后运行的又是哪一格？",
        ),
    ),
    hints=(
        "拿一张纸，写下每次运行以后 stock 是几。",
        "乙减 3，乙再减 3；第三次运行甲，又从头放了多少？",
    ),
    rule=Rule(spellings={"b": "B", "Ｂ": "B", "ｂ": "B", "B 10": "B", "B　10": "B"}),
)

TO_PAY = Exercise(
    name="to_pay",
    title="这一单要付多少",
    kind="value",
    answer="to_pay",
    asks="算出这一单要付多少元，起名叫 to_pay。",
    stub="# 写成这样：to_pay = seeds_price * 2 + …\n...",
    reference=lambda orders: 36.5,
    cases=lambda: cases.order_cases()[:1],
    parts=(Part("算对", 2, ("opening_day",)),),
    mistakes=(
        Mistake(
            "no_postage",
            "邮费没有加上。",
            "包裹寄出去，除了商品还要收什么钱？",
            lambda orders: 31.5,
        ),
        Mistake("no_coupon", "优惠券没有减。", "券是让客户多付还是少付？", lambda orders: 39.5),
        Mistake(
            "coupon_added",
            "优惠券应该减，你加了上去。",
            "有了券，要付的钱变多还是变少？",
            lambda orders: 42.5,
        ),
        Mistake(
            "goods_only",
            "你只算了商品的钱，邮费和券都还没有算。",
            "商品的钱以外，还有哪两个名字没有用上？",
            lambda orders: 34.5,
        ),
        Mistake(
            "one_each",
            "每样只算了一袋。",
            "瓜子要几袋，猫耳朵要几袋，用 * 乘上了吗？",
            lambda orders: 16.8,
        ),
        Mistake(
            "numbers_swapped",
            "两样的袋数换了位置。",
            "2 袋的是瓜子还是猫耳朵？",
            lambda orders: 41.5,
        ),
    ),
    hints=(
        "先算瓜子：seeds_price * 2；再算猫耳朵，两个加起来。",
        "然后加上 postage，减去 coupon。",
        "to_pay = seeds_price * 2 + ____ * 3 + ____ - ____",
    ),
)

_WAY = [WAITING_PAYMENT, PAID, SHIPPED, SUCCESS]

STATES_IN_ORDER = Exercise(
    name="states_in_order",
    title="排好四站",
    kind="value",
    answer="way",
    asks="按先后排好四种状态，起名叫 way（一个列表）。",
    stub="# 写成这样：way = [waiting, …]，四个名字用英文逗号隔开\n...",
    reference=lambda orders: list(_WAY),
    cases=lambda: cases.order_cases()[:1],
    parts=(Part("排对", 2, ("opening_day",)),),
    mistakes=(
        Mistake(
            "backwards",
            "顺序正好倒了过来。",
            "方括号里最左边的，是最先发生的，还是最后发生的？",
            lambda orders: _WAY[::-1],
        ),
        Mistake(
            "shipped_before_paid",
            "“已发货”排到了“已付款”前面。",
            "客户还没付钱，店里会先发货吗？",
            lambda orders: [WAITING_PAYMENT, SHIPPED, PAID, SUCCESS],
        ),
        Mistake(
            "closed_in_the_way",
            "“交易关闭”不在这条路上，它是中途退出去的。",
            "顺利走完的一单，会经过“交易关闭”吗？",
            lambda orders: [*_WAY, CLOSED],
        ),
        Mistake(
            "success_before_arrival",
            "“交易成功”排在了“卖家已发货”前面。",
            "货还在路上，客户确认收货了吗？",
            lambda orders: [WAITING_PAYMENT, PAID, SUCCESS, SHIPPED],
        ),
        Mistake(
            "closed_at_the_end",
            "最后一站写成了“交易关闭”，它是中途退出去的。",
            "客户确认收货以后，状态变成什么？",
            lambda orders: [*_WAY[:3], CLOSED],
        ),
        Mistake(
            "without_waiting",
            "少了第一站：下了单、还没付钱的时候。",
            "点了“提交订单”，钱还没付，状态是什么？",
            lambda orders: _WAY[1:],
        ),
        Mistake(
            "quoted_names",
            "短名字加了引号，就成了文字，不再是名字。",
            "waiting 和 “waiting”，哪一个是上面起好的名字？",
            lambda orders: ["waiting", "paid", "shipped", "done"],
        ),
        Mistake(
            "paid_first",
            "“已付款”排到了“等待付款”前面。",
            "客户点了“提交订单”，钱这时候付了没有？",
            lambda orders: [PAID, WAITING_PAYMENT, SHIPPED, SUCCESS],
        ),
        Mistake(
            "stations",
            "你写的是路上的站名，订单表里记的是状态。",
            "上面一格给五种状态起的短名字，都叫什么？",
            lambda orders: ["下单", "付款", "发货", "收货"],
        ),
        Mistake(
            "one_text",
            "四种状态用 + 连成了一长段文字，不是一个列表。",
            "列表外面是什么括号，中间用什么隔开？",
            lambda orders: "".join(_WAY),
        ),
        Mistake(
            "list_in_list",
            "方括号多写了一层：列表里只装着另一个列表。",
            "最外面的方括号，写了几层？",
            lambda orders: [list(_WAY)],
        ),
    ),
    hints=(
        "想一想自己上一次网购：点“提交订单”以后，第一件事是什么？",
        "等付款 → 付了，等发货 → 发了，等收货 → 完成。",
        "way = [waiting, ____, ____, done]",
    ),
    rule=Rule(ordered=True),
)
