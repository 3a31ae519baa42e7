# right ten, put into the order of the names
def draw_top(summary):
    top = summary.sort_values("成交金额", ascending=False).head(10).sort_values("客户")
    ax = top.plot.bar(x="客户", y="成交金额", legend=False)
    ax.set_title("成交金额最多的十位客户")
    ax.set_xlabel("客户")
    ax.set_ylabel("成交金额（元）")
    return ax
