# ascending vertical bars through tail, limits set from 0 by hand
def draw_top(summary):
    paixu = summary.sort_values("成交金额")
    zuiduo = paixu.tail(10)
    ax = zuiduo.plot.bar(x="客户", y="成交金额")
    ax.set_ylim(0, zuiduo["成交金额"].max() * 1.1)
    ax.set_title("成交金额 TOP10")
    ax.set_xlabel("客户")
    ax.set_ylabel("成交金额/元")
    return ax
