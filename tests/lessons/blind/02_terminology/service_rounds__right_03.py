# query with a chained comparison
def service_rounds(rounds, opens, closes):
    return rounds.query("是否机器人 == '否' and @opens <= 小时 < @closes")
