# unfinished
# 写成这样：counted = "你选的字母"
...  # 在这里写你的代码
