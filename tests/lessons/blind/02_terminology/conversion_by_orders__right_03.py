# keep the asking rows, sum both columns at once
def conversion_by_orders(recent):
    asked = recent[recent["咨询次数"] > 0]
    both = asked[["下单数", "咨询次数"]].sum()
    orders = both["下单数"]
    inquiries = both["咨询次数"]
    return ratio(orders, inquiries)
