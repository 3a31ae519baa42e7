# 写成这样：after_three_runs = "你选的字母"
after_three_runs = 'B'
