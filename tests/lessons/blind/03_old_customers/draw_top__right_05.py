# Series plot on a new figure, pyplot functions for the texts
def draw_top(summary):
    s = summary.set_index("客户")["成交金额"].sort_values(ascending=False)[:10]
    plt.figure()
    ax = s.plot.barh()
    ax.invert_yaxis()
    plt.title("成交金额最多的10位客户")
    plt.xlabel("成交金额(元)")
    plt.ylabel("客户")
    return ax
