# thinks all but closed orders count
counted = "D"
