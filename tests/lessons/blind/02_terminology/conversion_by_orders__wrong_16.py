# the filter is on the wrong column, silent orders stay
def conversion_by_orders(recent):
    orders = recent[recent["下单数"] > 0]["下单数"].sum()
    inquiries = recent["咨询次数"].sum()
    return ratio(orders, inquiries)
