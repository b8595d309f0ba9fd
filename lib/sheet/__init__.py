"""One page to take away: a clause, a project, a park or a unit on one sheet of A4, as plain data."""
