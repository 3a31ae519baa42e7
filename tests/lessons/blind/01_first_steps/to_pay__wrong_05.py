# quantities swapped
to_pay = seeds_price * 3 + snack_price * 2 + postage - coupon
