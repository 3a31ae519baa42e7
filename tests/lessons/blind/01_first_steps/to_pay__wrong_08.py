# only shows the result, never gives it the name to_pay
seeds_price * 2 + snack_price * 3 + postage - coupon
