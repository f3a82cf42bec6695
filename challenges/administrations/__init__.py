"""Who hosts, and who may act for them."""
