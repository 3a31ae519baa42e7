# put print's result under the name, so to_pay is None
to_pay = print(seeds_price * 2 + snack_price * 3 + postage - coupon)
