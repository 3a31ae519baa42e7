# unfinished, only sold
def refund_rate(refunds):
    sold = refunds["售出件数"].sum()
    return ratio(back, sold)
