# query and shape
def count_successful(trades):
    ok = trades.query('交易状态 == "交易成功"')
    number = ok.shape[0]
    return number
