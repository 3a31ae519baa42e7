# seaborn
def draw_top(summary):
    import seaborn as sns

    top = summary.sort_values(by="成交金额", ascending=False).iloc[:10]
    plt.figure(figsize=(8, 5))
    ax = sns.barplot(data=top, x="成交金额", y="客户", color="steelblue")
    ax.set_title("九月成交金额前十")
    ax.set_xlabel("成交金额（元）")
    ax.set_ylabel("客户")
    return ax
