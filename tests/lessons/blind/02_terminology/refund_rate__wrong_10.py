# number of products with a refund over the number of products
def refund_rate(refunds):
    back = (refunds["退款件数"] - refunds["前期退款件数"] > 0).sum()
    sold = len(refunds)
    return ratio(back, sold)
