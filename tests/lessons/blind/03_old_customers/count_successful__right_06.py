# counts the order numbers of the filtered table; renamed parameter
def count_successful(biao):
    chenggong = biao["交易状态"] == "交易成功"
    number = biao.loc[chenggong, "订单编号"].count()
    return number
