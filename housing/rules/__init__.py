"""The law of letting a home as plain functions: no model, no query but the rulebook's figures.

Every result carries the lines that explain it, in the reader's language.
"""
