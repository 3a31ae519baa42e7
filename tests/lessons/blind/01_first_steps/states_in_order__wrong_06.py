# took the stations of the sentence above, not the states
way = ["下单", "付款", "发货", "收货"]
