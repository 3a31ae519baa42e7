# orders divided by people
def conversion_by_orders(recent):
    asked = recent[recent["咨询次数"] > 0]
    orders = asked["下单数"].sum()
    inquiries = asked["买家"].nunique()
    return ratio(orders, inquiries)
