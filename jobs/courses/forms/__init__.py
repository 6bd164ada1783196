"""Forms of courses: the wizard's steps, editions and lessons, the register."""
