# all five states, with the closed one
way = [waiting, paid, shipped, done, closed]
