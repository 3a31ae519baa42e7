# silent orders not taken out
def conversion_by_orders(recent):
    orders = recent["下单数"].sum()
    inquiries = recent["咨询次数"].sum()
    return ratio(orders, inquiries)
