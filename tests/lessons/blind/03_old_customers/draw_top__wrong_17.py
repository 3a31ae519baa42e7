# ax is what plt.show gives (nothing)
def draw_top(summary):
    top = summary.sort_values("成交金额", ascending=False).head(10)
    top.plot.bar(x="客户", y="成交金额", legend=False)
    ax = plt.show()
    return ax
