# single quotes
counted = 'C'
