# one bag of each only, quantities forgotten
to_pay = seeds_price + snack_price + postage - coupon
