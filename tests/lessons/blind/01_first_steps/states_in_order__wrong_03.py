# quotes round the short names, so the texts are the names themselves
way = ["waiting", "paid", "shipped", "done"]
