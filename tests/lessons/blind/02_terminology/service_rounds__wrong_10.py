# between is closed on both ends: 23 is let in
def service_rounds(rounds, opens, closes):
    served = rounds[(rounds["是否机器人"] == "否") & rounds["小时"].between(opens, closes)]
    return served
