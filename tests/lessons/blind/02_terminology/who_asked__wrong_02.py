# counts everybody in the table, also 阿澈 who did not ask
denominator = "B"
