"""The written answer: what each level means, and a word to somebody whom the rule let fall."""

from helpers.exercises.model import Criterion, Written

SERVICE_PLAN = Written(
    name="service_plan",
    title="三级服务方案",
    rubric=(
        Criterion(
            "三级分得开", 2, "三个级别各做一件看得见的事，客户能感觉到不同；一般客户也有人管。"
        ),
        Criterion(
            "数字对得上", 2, "写了三类各有几位，还引用了至少一位客户的次数或金额，和表里一致。"
        ),
        Criterion("小店做得到", 2, "写清谁来做、什么时候做、大概花多少钱或多少时间。"),
        Criterion(
            "回复得体",
            2,
            "不对客户说“您是一般客户”，不许做不到的诺，不用“最”“第一”这类极限词；说清接下来怎么做。",
        ),
    ),
)
