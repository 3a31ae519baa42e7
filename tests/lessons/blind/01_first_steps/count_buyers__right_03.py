def count_buyers(orders):
    seen = []
    for name in orders["买家"].dropna():
        if name not in seen:
            seen.append(name)
    number = len(seen)
    return number
