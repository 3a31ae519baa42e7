# horizontal, nlargest turned round so that the biggest is on top
def draw_top(summary):
    top10 = summary.nlargest(10, "成交金额")[::-1]
    ax = top10.plot(kind="barh", x="客户", y="成交金额", legend=False, color="orange")
    ax.set(title="前十位客户", xlabel="成交金额（元）", ylabel="客户")
    return ax
