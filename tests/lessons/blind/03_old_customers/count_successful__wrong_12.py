# the most frequent state is taken for the successful one
def count_successful(trades):
    number = trades["交易状态"].value_counts().iloc[0]
    return number
