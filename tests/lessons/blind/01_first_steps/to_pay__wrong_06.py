# the formula is in quotes, so it is a text
to_pay = "seeds_price * 2 + snack_price * 3 + postage - coupon"
