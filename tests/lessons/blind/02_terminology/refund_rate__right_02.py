# the difference of columns first, then summed
def refund_rate(refunds):
    mine = refunds["退款件数"] - refunds["前期退款件数"]
    return ratio(mine.sum(), refunds["售出件数"].sum())
