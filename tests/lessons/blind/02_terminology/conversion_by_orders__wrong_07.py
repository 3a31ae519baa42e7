# kept the old names asked/converted, return line not changed
def conversion_by_orders(recent):
    asked = recent["咨询次数"].sum()
    converted = recent[recent["咨询次数"] > 0]["下单数"].sum()
    return ratio(orders, inquiries)
