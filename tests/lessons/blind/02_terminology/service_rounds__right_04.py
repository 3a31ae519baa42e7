# between with inclusive=left, sorted by waiting time
def service_rounds(rounds, opens, closes):
    t = rounds[rounds["是否机器人"] == "否"]
    t = t[t["小时"].between(opens, closes, inclusive="left")]
    return t.sort_values("等待秒数")
