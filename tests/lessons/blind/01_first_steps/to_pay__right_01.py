to_pay = -coupon + postage + 3 * snack_price + 2 * seeds_price
