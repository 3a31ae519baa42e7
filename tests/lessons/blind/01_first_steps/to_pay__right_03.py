to_pay = sum([seeds_price * 2, snack_price * 3, postage, -coupon])
print("要付", to_pay, "元")
