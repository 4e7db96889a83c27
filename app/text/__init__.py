"""Chinese text: normal forms, numerals, amounts, dates, labels, tokens."""
