seeds = seeds_price + seeds_price
snack = snack_price * 3
goods = seeds + snack
to_pay = goods
to_pay = to_pay + postage
to_pay = to_pay - coupon
to_pay
