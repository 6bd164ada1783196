"""What the search's benchmarks measure with: invented documents, questions about them, and yardsticks."""
