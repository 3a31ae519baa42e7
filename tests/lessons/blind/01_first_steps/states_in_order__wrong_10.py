# full-width square brackets
way = 【waiting, paid, shipped, done】
