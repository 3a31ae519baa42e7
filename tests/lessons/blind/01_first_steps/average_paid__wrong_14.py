# the whole def nested in the def that was already there
def average_paid(orders):
    def average_paid(orders):
        paid = orders[orders["付款时间"].notna()]
        average = paid["订单金额"].mean()
        return average
    return average
