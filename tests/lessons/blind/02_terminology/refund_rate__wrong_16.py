# misspelt column 前期退款数
def refund_rate(refunds):
    back = refunds["退款件数"].sum() - refunds["前期退款数"].sum()
    sold = refunds["售出件数"].sum()
    return ratio(back, sold)
