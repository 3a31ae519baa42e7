# mean of a True/False column
def quick_rate(served, seconds):
    return (served["等待秒数"] <= seconds).mean()
