# brackets in the wrong place: all five bags at the sum of both prices
to_pay = (seeds_price + snack_price) * (2 + 3) + postage - coupon
