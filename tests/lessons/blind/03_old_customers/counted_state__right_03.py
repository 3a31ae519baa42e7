# picked out of a dict by meaning
choices = {"A": "五种状态都算", "B": "付过款的都算", "C": "只算交易成功", "D": "除了交易关闭"}
for letter, meaning in choices.items():
    if meaning == "只算交易成功":
        counted = letter
