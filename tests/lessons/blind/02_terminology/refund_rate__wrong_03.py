# by money
def refund_rate(refunds):
    back = refunds["退款额"].sum() - refunds["前期退款额"].sum()
    sold = refunds["销售额"].sum()
    return ratio(back, sold)
