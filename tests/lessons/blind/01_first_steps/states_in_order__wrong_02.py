# copied the order of the cell above
way = [waiting, shipped, paid, done]
