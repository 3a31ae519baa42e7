# or (|) in the time conditions keeps all hours
def service_rounds(rounds, opens, closes):
    served = rounds[(rounds["是否机器人"] == "否") & ((rounds["小时"] >= opens) | (rounds["小时"] < closes))]
    return served
