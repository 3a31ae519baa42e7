# plain loop over rows, True/False list
def recent_days(inquiries, last, days):
    one = pd.Timedelta(days=1)
    keep = []
    for d in inquiries["日期"]:
        keep.append(last - days * one + one <= d <= last)
    recent = inquiries.loc[keep]
    return recent
