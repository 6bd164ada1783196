"""What the law says of courses: pure functions over the rulebook's figures."""
