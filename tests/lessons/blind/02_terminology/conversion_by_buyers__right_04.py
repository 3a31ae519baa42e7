# share of buyers who have at least one converting row: groupby max, mean; pd.NA for missing
def conversion_by_buyers(recent):
    t = recent[recent["咨询次数"] >= 1]
    if t.empty:
        return pd.NA
    best = t.groupby("买家")["下单数"].max()
    return (best > 0).mean()
