# numpy unique with a helper inside
def conversion_by_buyers(recent):
    import numpy as np

    def people(flags):
        return np.unique(recent["买家"][flags].tolist()).size

    q = recent["咨询次数"].to_numpy() > 0
    o = recent["下单数"].to_numpy() > 0
    return ratio(people(q & o), people(q))
