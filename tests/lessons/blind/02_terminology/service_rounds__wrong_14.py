# unfinished: returns the global served made later
def service_rounds(rounds, opens, closes):
    ...  # 在这里写你的代码
    return served
