# uses the global table inquiries (all days)
def conversion_by_buyers(recent):
    asked = inquiries[inquiries["咨询次数"] > 0]["买家"].nunique()
    converted = inquiries[(inquiries["咨询次数"] > 0) & (inquiries["下单数"] > 0)]["买家"].nunique()
    return ratio(converted, asked)
