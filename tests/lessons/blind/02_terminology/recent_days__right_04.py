# list of days with date_range and isin, fresh row numbers
def recent_days(inquiries, last, days):
    wanted = pd.date_range(end=last, periods=days)
    recent = inquiries[inquiries["日期"].isin(wanted)].reset_index(drop=True)
    return recent
