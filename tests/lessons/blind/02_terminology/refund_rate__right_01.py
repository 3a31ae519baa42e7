# loop over products
def refund_rate(refunds):
    back = sold = 0
    for _, r in refunds.iterrows():
        back += r["退款件数"] - r["前期退款件数"]
        sold += r["售出件数"]
    return back / sold if sold > 0 else float("nan")
