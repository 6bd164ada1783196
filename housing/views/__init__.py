"""Pages of a flat: its wizard, and what is changed outside it."""
