# copied exercise 5
def old_customer_table(trades):
    table = trades[(trades["实际成交次数"] >= 2) & (trades["成交金额"] > 40)]
    return table
