# robot rows kept
def service_rounds(rounds, opens, closes):
    served = rounds[(rounds["小时"] >= opens) & (rounds["小时"] < closes)]
    return served
