"""What an official sees first: two sentences, the state of the land, of the domains, of the main indicators."""
