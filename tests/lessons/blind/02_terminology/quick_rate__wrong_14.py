# different conversations, not rounds
def quick_rate(served, seconds):
    quick = served[served["等待秒数"] <= seconds]["会话编号"].nunique()
    return ratio(quick, len(served))
