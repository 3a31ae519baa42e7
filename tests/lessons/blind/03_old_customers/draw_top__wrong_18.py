# copied the example of the states
def draw_top(summary):
    ax = by_state.sort_values("金额合计", ascending=False).plot.bar(
        x="交易状态", y="金额合计", legend=False
    )
    ax.set_title("九月各交易状态的金额")
    ax.set_xlabel("交易状态")
    ax.set_ylabel("金额合计（元）")
    return ax
