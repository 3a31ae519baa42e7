# second line indented too far when copying
def average_paid(orders):
    paid = orders[orders["付款时间"].notna()]
      average = paid["订单金额"].mean()
    return average
