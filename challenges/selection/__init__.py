"""The choice: the board, the decisions prepared, their publication."""
