# isin over range
def service_rounds(rounds, opens, closes):
    human = rounds["是否机器人"] != "是"
    return rounds.loc[human & rounds["小时"].isin(range(opens, closes))]
