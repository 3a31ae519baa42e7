way = [waiting]
way = way + [paid]
way = way + [shipped, done]
