# last days that occur in the table, not calendar days (differs when a day has no rows)
def recent_days(inquiries, last, days):
    upto = inquiries[inquiries["日期"] <= last]
    dates = sorted(upto["日期"].unique())[-days:]
    recent = upto[upto["日期"].isin(dates)]
    return recent
