# copied from the previous exercise
def conversion_by_orders(recent):
    inquiries = recent[recent["咨询次数"] > 0]["买家"].nunique()
    orders = recent[(recent["咨询次数"] > 0) & (recent["下单数"] > 0)]["买家"].nunique()
    return ratio(orders, inquiries)
