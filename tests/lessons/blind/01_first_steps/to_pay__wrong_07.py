# used the multiplication sign of the maths class
to_pay = seeds_price × 2 + snack_price × 3 + postage - coupon
