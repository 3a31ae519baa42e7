# apply with a helper inside the function
def average_wait(served, cap):
    def one(s):
        if s != s:  # 空白
            return cap
        return min(s, cap)

    waits = served["等待秒数"].apply(one)
    return ratio(waits.sum(), len(waits))
