# no filter at all
def count_successful(trades):
    number = trades["订单编号"].count()
    return number
