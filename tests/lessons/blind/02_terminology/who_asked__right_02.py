# worked out from the small table typed in, then looked up
table = [("小满", 1), ("晓晓", 1), ("小满", 1), ("阿澈", 0), ("老韩", 2)]
people = {name for name, times in table if times > 0}
denominator = {5: "A", 4: "B", 3: "C", 2: "D"}[len(people)]
