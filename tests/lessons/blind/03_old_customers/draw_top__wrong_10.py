# sorted by the number of orders
def draw_top(summary):
    top = summary.sort_values("实际成交次数", ascending=False).head(10)
    ax = top.plot.bar(x="客户", y="成交金额", legend=False)
    ax.set_title("成交金额最多的十位客户")
    ax.set_xlabel("客户")
    ax.set_ylabel("成交金额（元）")
    return ax
