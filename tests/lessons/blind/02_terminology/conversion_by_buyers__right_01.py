# sets and a plain loop, / with an if, None when nobody asked
def conversion_by_buyers(recent):
    asked, converted = set(), set()
    for _, row in recent.iterrows():
        if row["咨询次数"] > 0:
            asked.add(row["买家"])
            if row["下单数"] > 0:
                converted.add(row["买家"])
    if not asked:
        return None
    return len(converted) / len(asked)
