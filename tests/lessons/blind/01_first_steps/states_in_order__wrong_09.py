# doubled square brackets: a list inside a list
way = [[waiting, paid, shipped, done]]
