# and in place of &
def recent_days(inquiries, last, days):
    start = last - pd.Timedelta(days=days - 1)
    recent = inquiries[(inquiries["日期"] >= start) and (inquiries["日期"] <= last)]
    return recent
