# 27 is hard-coded, days is not used
def recent_days(inquiries, last, days):
    recent = inquiries[(inquiries["日期"] >= last - pd.Timedelta(days=27)) & (inquiries["日期"] <= last)]
    return recent
