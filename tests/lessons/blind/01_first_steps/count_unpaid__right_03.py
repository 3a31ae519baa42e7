def count_unpaid(orders):
    number = 0
    for t in orders["付款时间"]:
        if pd.isna(t):
            number += 1
    return number
