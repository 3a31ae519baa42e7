answer = "B"  # 最后又运行了甲，重新起名
after_three_runs = answer
