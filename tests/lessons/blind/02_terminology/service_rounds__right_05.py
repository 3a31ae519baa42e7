# takes away what does not count, step by step
def service_rounds(rounds, opens, closes):
    served = rounds.drop(rounds[rounds["是否机器人"] == "是"].index)
    served = served[~(served["小时"] < opens)]
    served = served[~(served["小时"] >= closes)]
    return served
