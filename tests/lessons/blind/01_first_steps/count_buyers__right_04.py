def count_buyers(orders):
    number = orders.买家.nunique()  # 点号也能取列
    return number

print(count_buyers(orders))
