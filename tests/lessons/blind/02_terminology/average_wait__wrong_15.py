# average per conversation, then averaged again
def average_wait(served, cap):
    t = served.assign(w=served["等待秒数"].fillna(cap).clip(upper=cap))
    return t.groupby("会话编号")["w"].mean().mean()
