# text with a percent sign
def conversion_by_orders(recent):
    asked = recent[recent["咨询次数"] > 0]
    orders = asked["下单数"].sum()
    inquiries = asked["咨询次数"].sum()
    return f"{ratio(orders, inquiries):.1%}"
