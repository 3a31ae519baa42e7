# the other way round: earlier minus all (negative)
def refund_rate(refunds):
    back = refunds["前期退款件数"].sum() - refunds["退款件数"].sum()
    sold = refunds["售出件数"].sum()
    return ratio(back, sold)
