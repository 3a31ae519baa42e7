# row function with apply, plain and
def pick_old(summary):
    """一行一行判断是不是老客户"""
    def shi_lao_kehu(row):
        if row["实际成交次数"] >= 2 and row["成交金额"] > 40:
            return True
        else:
            return False

    yes = [shi_lao_kehu(row) for i, row in summary.iterrows()]
    old = summary.loc[yes]
    return old
