# thinks everybody who paid counts
counted = "B"
