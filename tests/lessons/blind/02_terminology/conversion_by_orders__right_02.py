# zip loop and totals, / with an if
def conversion_by_orders(recent):
    total_orders = 0
    total_times = 0
    for times, orders in zip(recent["咨询次数"], recent["下单数"]):
        if times == 0:
            continue  # 静默下单
        total_orders += orders
        total_times += times
    return total_orders / total_times if total_times else float("nan")
