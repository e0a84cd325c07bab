"""Spanish as data: what people call things, and what the law calls them."""
