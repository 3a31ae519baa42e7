# hard-coded number
def count_successful(trades):
    number = 181
    return number
