"""Invented account names, put together from our own word lists; nobody real is meant."""

from __future__ import annotations

import numpy as np

_HABITS_TEXT = """
爱吃坚果 爱吃核桃 爱吃瓜子 爱喝奶茶 爱晒太阳 爱看云 爱种花 爱跑步 爱做饭 爱钓鱼
爱唱歌 爱发呆 早起 晚睡 夜读 追剧 囤货 搬砖 赶集 赶海 养猫 养鱼 遛狗 散步
骑车 爬山 写字 画画 织毛衣 山里 海边 村口 江南 塞外 城东 巷尾 河畔 湖边
桥头 楼下 田间 窗边 快乐 安静 认真 慢悠悠 圆滚滚 甜甜 勤快 热心 佛系 迷糊
精打细算 嘴馋 不挑食 胃口好 春天 夏夜 秋收 冬藏 清晨 午后 傍晚 周末 雨天
雪天 晴天 起风
"""
_CALLS_TEXT = """
小林 小满 小雨 小麦 小鱼 小鹿 小橙 小秋 小雪 小舟 小禾 小伍 阿梅 阿宽 阿俊
阿宝 阿远 阿禾 阿岚 阿树 大力 大福 大鹏 大米 大壮 老周 老韩 老秦 老马 老陶
桃子 果果 豆豆 乐乐 朵朵 圆圆 团团 丫丫 妞妞 木木 石头 土豆 芝麻 花生 松子
板栗 杏仁 柚子 山楂 芒果 荔枝 蜜枣 糯米 年糕 汤圆 麻薯 布丁 可可 海风 白云
青山 明月 星河 晨光 南风 柳叶 桂花 茉莉 向阳 青竹
"""
_HABITS = _HABITS_TEXT.split()
_CALLS = _CALLS_TEXT.split()
_FORMS = ("{habit}的{call}", "{call}{habit}", "{habit}_{call}")


def account_names(
    rng: np.random.Generator, count: int, reserved: frozenset[str] = frozenset()
) -> list[str]:
    """``count`` different account names without white space, none of them in ``reserved``.

    Raises:
        ValueError: more names than the word lists can make.
    """
    total = len(_FORMS) * len(_HABITS) * len(_CALLS)
    if count > total - len(reserved):
        raise ValueError(f"only {total - len(reserved)} different names can be made, not {count}")
    picked = rng.permutation(total)[: count + len(reserved)]
    names = (_name(int(number)) for number in picked)
    return [name for name in names if name not in reserved][:count]


def _name(number: int) -> str:
    number, form = divmod(number, len(_FORMS))
    habit, call = divmod(number, len(_CALLS))
    return _FORMS[form].format(habit=_HABITS[habit], call=_CALLS[call])
