"""Money: prices, payers and a ledger that is exact to the penny."""
