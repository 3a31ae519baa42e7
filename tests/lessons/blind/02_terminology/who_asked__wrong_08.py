# left undone
# 写成这样：denominator = "你选的字母"
...  # 在这里写你的代码
