# only the products that had a refund are counted
def refund_rate(refunds):
    r = refunds[refunds["退款件数"] > 0]
    back = r["退款件数"].sum() - r["前期退款件数"].sum()
    sold = r["售出件数"].sum()
    return ratio(back, sold)
