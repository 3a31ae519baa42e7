# takes the last `days` rows, not days
def recent_days(inquiries, last, days):
    recent = inquiries.tail(days)
    return recent
