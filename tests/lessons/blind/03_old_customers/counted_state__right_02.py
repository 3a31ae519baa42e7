# keeps the hint comment and the dots, and comments in Chinese
# 写成这样：counted = "你选的字母"
...  # 在这里写你的代码
counted = "C"  # 只算交易成功
print("我选", counted)
