# only the date column is kept
def recent_days(inquiries, last, days):
    start = last - pd.Timedelta(days=days - 1)
    recent = inquiries["日期"][(inquiries["日期"] >= start) & (inquiries["日期"] <= last)]
    return recent
