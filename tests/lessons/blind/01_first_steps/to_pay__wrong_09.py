# misspelt a name (seed_price)
to_pay = seed_price * 2 + snack_price * 3 + postage - coupon
