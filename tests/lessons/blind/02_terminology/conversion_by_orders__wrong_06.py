# reads the global inquiries, which is a local name here: UnboundLocalError
def conversion_by_orders(recent):
    asked = inquiries[inquiries["咨询次数"] > 0]
    orders = asked["下单数"].sum()
    inquiries = asked["咨询次数"].sum()
    return ratio(orders, inquiries)
