# hands out the example's table from outside
def group_trades(trades):
    table = by_state
    return table
