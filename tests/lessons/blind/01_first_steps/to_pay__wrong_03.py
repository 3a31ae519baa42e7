# forgot the postage
to_pay = seeds_price * 2 + snack_price * 3 - coupon
