# chart drawn but not called ax
def draw_top(summary):
    top = summary.sort_values("成交金额", ascending=False).head(10)
    top.plot.bar(x="客户", y="成交金额", legend=False)
    plt.title("成交金额最多的十位客户")
    plt.xlabel("客户")
    plt.ylabel("成交金额（元）")
    plt.show()
    return ax
