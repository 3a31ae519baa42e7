# hands back the table, not the chart
def draw_top(summary):
    ax = summary.sort_values("成交金额", ascending=False).head(10)
    ax.plot.bar(x="客户", y="成交金额")
    return ax
