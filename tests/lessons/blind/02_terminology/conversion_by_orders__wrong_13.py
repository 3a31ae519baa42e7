# misspelt column 咨询数
def conversion_by_orders(recent):
    asked = recent[recent["咨询数"] > 0]
    orders = asked["下单数"].sum()
    inquiries = asked["咨询数"].sum()
    return ratio(orders, inquiries)
