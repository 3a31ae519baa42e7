# one rate per product, then averaged
def refund_rate(refunds):
    rates = (refunds["退款件数"] - refunds["前期退款件数"]) / refunds["售出件数"]
    return rates.mean()
