# other names; silent rows put to zero with where
def conversion_by_orders(recent):
    by_inquiry = recent["下单数"].where(recent["咨询次数"] > 0, 0)
    return ratio(by_inquiry.sum(), recent["咨询次数"].sum())
