"""The written answer: before the second pick-up point opens."""

from helpers.exercises.model import Criterion, Written

PLAN = Written(
    name="loyalty_plan",
    title="三月以前的忠诚度方案",
    rubric=(
        Criterion(
            "看得准", 2, "选了四种忠诚里的一种和三种忠诚客户里的一种，各写出表里的人数或金额。"
        ),
        Criterion(
            "说得出为什么",
            2,
            "说清这一种人为什么会来或不来，并用上课本五条途径（满意度、客户特征、转换成本、互动、关怀）里的至少一条。",
        ),
        Criterion(
            "用得对办法",
            2,
            "两种人各用一种手段（短信、优惠券、邮件、流量、包裹夹带、红包），两种手段不一样，并且对得上人。",
        ),
        Criterion("做得到", 1, "写清花多少钱、什么时候做，总数不超过 600 元。"),
        Criterion(
            "话得体", 1, "有一条真的要发的话，有称呼，不夸口，不许做不到的诺，不用好评换钱。"
        ),
    ),
)
