"""Pages of needs and proposals. Views read by selectors and write by services; each read of a case is logged."""
