# earlier refunds not taken off
def refund_rate(refunds):
    back = refunds["退款件数"].sum()
    sold = refunds["售出件数"].sum()
    return ratio(back, sold)
