"""Events written in the same transaction as the change, relayed after it (floor 0)."""
