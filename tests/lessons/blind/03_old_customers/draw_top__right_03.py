# pure matplotlib with subplots, plain lists
def draw_top(summary):
    """自己画柱子"""
    pairs = sorted(zip(summary["成交金额"], summary["客户"]), reverse=True)[:10]
    names = [p[1] for p in pairs]
    money = [p[0] for p in pairs]
    fig, ax = plt.subplots(figsize=(9, 4))
    ax.bar(names, money)
    for i, m in enumerate(money):
        ax.text(i, m, f"{m:.1f}", ha="center")
    ax.set_title("谁花得最多：前 10 名")
    ax.set_xlabel("客户名称")
    ax.set_ylabel("金额（单位：元）")
    ax.tick_params(axis="x", rotation=60)
    return ax
