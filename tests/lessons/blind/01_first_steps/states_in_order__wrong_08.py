# forgot the first station
way = [paid, shipped, done]
