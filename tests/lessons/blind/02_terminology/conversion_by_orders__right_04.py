# all orders minus the silent ones
def conversion_by_orders(recent):
    silent = recent.loc[recent["咨询次数"] == 0, "下单数"].sum()
    orders = recent["下单数"].sum() - silent
    inquiries = recent["咨询次数"].sum()
    return ratio(orders, inquiries)
