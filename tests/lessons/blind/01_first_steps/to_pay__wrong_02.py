# added the coupon instead of subtracting it
to_pay = seeds_price * 2 + snack_price * 3 + postage + coupon
