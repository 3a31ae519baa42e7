# start day excluded as well: > with days - 1
def recent_days(inquiries, last, days):
    start = last - pd.Timedelta(days=days - 1)
    recent = inquiries[(inquiries["日期"] > start) & (inquiries["日期"] <= last)]
    return recent
