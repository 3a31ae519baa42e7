# sum of the table, column by column, via agg and a dict
def refund_rate(refunds):
    t = refunds[["售出件数", "退款件数", "前期退款件数"]].agg("sum").to_dict()
    sold = t["售出件数"]
    if sold == 0:
        return pd.NA
    return (t["退款件数"] - t["前期退款件数"]) / sold
