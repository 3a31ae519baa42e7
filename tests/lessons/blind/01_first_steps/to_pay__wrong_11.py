# full-width brackets
to_pay = （seeds_price * 2） + （snack_price * 3） + postage - coupon
