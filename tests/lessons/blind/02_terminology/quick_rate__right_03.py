# counting loop, / with an if
def quick_rate(served, seconds):
    quick = 0
    n = 0
    for s in served["等待秒数"]:
        n += 1
        if pd.notna(s) and s <= seconds:
            quick += 1
    if n == 0:
        return None
    return quick / n
