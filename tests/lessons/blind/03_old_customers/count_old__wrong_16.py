# calls the draft again
def count_old(trades):
    old = count_old_draft(trades)
    return len(old)
