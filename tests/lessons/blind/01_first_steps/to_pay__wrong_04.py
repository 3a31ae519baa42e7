# forgot the coupon
to_pay = seeds_price * 2 + snack_price * 3 + postage
