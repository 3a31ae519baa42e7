# strictly later than last - days, with query, newest first
def recent_days(inquiries, last, days):
    before = last - pd.Timedelta(days=days)
    t = inquiries.query("日期 > @before and 日期 <= @last")
    return t.sort_values("日期", ascending=False)
