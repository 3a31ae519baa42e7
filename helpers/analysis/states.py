"""The states of an order, as the shop's exports write them (course: trading rules)."""

WAITING_PAYMENT = "等待买家付款"
PAID = "买家已付款，等待卖家发货"
SHIPPED = "卖家已发货，等待买家确认"
SUCCESS = "交易成功"
CLOSED = "交易关闭"
STATES = (WAITING_PAYMENT, PAID, SHIPPED, SUCCESS, CLOSED)
"""The five order states in the order in which a trade passes through them."""
