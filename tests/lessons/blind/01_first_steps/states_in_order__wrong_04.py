# full-width commas
way = [waiting， paid， shipped， done]
