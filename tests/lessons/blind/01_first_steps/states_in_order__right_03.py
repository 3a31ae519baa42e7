way = [
    waiting,
    paid,
    shipped,
    done,
]
print(way)
