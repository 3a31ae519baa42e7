# unfinished: the global waits of the example cell is used
def average_wait(served, cap):
    ...  # 在这里写你的代码
    return ratio(waits.sum(), len(waits))
