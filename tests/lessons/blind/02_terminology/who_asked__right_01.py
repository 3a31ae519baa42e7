# single quotes, note on who was counted
denominator = 'C'  # 小满、晓晓、老韩，阿澈没问
