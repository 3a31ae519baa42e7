"""The tiny tables of the four types: far from the lines, on each of them, and people who said nothing."""

from __future__ import annotations

from helpers.exercises.loyalty import cases
from helpers.exercises.loyalty.cases import LIKE, OFTEN, case, fond
from helpers.exercises.model import Case


def types_cases() -> list[Case]:
    """The members, then one table a trap."""

    def one(name: str, title: str, *rows: tuple[str, float | None, int], **cuts: float) -> Case:
        args = {"like": LIKE, "often": OFTEN, **cuts}
        return case(name, title, customers=fond(*rows), **args)

    return [
        case("december", "会员和答卷", customers=cases.customers(), like=LIKE, often=OFTEN),
        one(
            "clear",
            "四种人，离线都很远",
            ("老友", 5, 9),
            ("知音", 5, 1),
            ("顺路", 2, 8),
            ("路过", 1, 1),
        ),
        one(
            "like_edge",
            "态度正好在线上",
            ("阿苇", 4, 9),
            ("小柏", 4, 1),
            ("桂婶", 3.5, 9),
            ("小葛", 3.5, 1),
        ),
        one(
            "often_edge",
            "次数正好在线上",
            ("阿苇", 5, 4),
            ("小柏", 5, 3),
            ("桂婶", 2, 4),
            ("小葛", 2, 3),
        ),
        one(
            "blank", "有人没答卷", ("没答的常客", None, 9), ("没答的新客", None, 1), ("老友", 5, 9)
        ),
        one(
            "other_cutoffs",
            "线换成 3 和 6",
            ("甲", 3, 6),
            ("乙", 3, 5),
            ("丙", 2.5, 6),
            ("丁", 2.5, 5),
            ("戊", 5, 3),
            like=3,
            often=6,
        ),
    ]
