# off by one: goes back `days`, so days + 1 days are kept
def recent_days(inquiries, last, days):
    recent = inquiries[(inquiries["日期"] >= last - pd.Timedelta(days=days)) & (inquiries["日期"] <= last)]
    return recent
