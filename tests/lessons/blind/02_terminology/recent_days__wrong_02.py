# no end condition: October stays in
def recent_days(inquiries, last, days):
    recent = inquiries[inquiries["日期"] >= last - pd.Timedelta(days=days - 1)]
    return recent
