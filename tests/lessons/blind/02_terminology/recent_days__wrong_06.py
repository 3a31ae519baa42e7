# right number of days but shifted by one: first included, last left out
def recent_days(inquiries, last, days):
    start = last - pd.Timedelta(days=days)
    recent = inquiries[(inquiries["日期"] >= start) & (inquiries["日期"] < last)]
    return recent
