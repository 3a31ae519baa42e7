# forgot .sum()
def refund_rate(refunds):
    back = refunds["退款件数"] - refunds["前期退款件数"]
    sold = refunds["售出件数"]
    return ratio(back, sold)
