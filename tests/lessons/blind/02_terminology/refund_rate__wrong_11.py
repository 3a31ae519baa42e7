# global total made in the cell above, not the parameter (NameError when that cell was not run)
def refund_rate(refunds):
    back = total["退款件数"] - total["前期退款件数"]
    sold = total["售出件数"]
    return ratio(back, sold)
