# closed taken for the last station
way = [waiting, paid, shipped, closed]
