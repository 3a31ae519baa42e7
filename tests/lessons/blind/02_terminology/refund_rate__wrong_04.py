# pieces over sub-orders: mixed columns
def refund_rate(refunds):
    back = refunds["退款件数"].sum() - refunds["前期退款件数"].sum()
    sold = refunds["付款子订单数"].sum()
    return ratio(back, sold)
