# start day worked out first, two conditions
def recent_days(inquiries, last, days):
    """以 last 结尾的 days 天"""
    first = last - pd.Timedelta(days=days - 1)
    recent = inquiries[(inquiries["日期"] >= first) & (inquiries["日期"] <= last)]
    return recent
