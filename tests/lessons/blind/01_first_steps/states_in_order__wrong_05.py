# one text instead of a list
way = waiting + paid + shipped + done
