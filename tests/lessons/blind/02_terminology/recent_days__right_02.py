# how many days back from last: 0 .. days-1
def recent_days(inquiries, last, days):
    back = (last - inquiries["日期"]).dt.days
    keep = (back >= 0) & (back < days)
    return inquiries.loc[keep].copy()
