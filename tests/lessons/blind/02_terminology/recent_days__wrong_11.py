# minus a bare number from a date
def recent_days(inquiries, last, days):
    recent = inquiries[(inquiries["日期"] > last - days) & (inquiries["日期"] <= last)]
    return recent
