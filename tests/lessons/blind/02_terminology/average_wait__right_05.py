# numpy nan_to_num and minimum
def average_wait(served, cap):
    import numpy as np
    waits = np.minimum(np.nan_to_num(served["等待秒数"].to_numpy(dtype=float), nan=cap), cap)
    return ratio(waits.sum(), waits.size)
