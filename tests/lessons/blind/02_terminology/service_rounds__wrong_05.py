# blanks left
def service_rounds(rounds, opens, closes):
    served = rounds[(rounds["是否机器人"] == "否") & (rounds["小时"] ____ opens) & (rounds["小时"] ____ closes)]
    return served
