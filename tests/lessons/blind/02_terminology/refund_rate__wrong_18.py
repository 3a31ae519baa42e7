# count in place of sum
def refund_rate(refunds):
    back = refunds["退款件数"].count() - refunds["前期退款件数"].count()
    sold = refunds["售出件数"].count()
    return ratio(back, sold)
