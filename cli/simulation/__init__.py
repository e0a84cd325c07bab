"""`msia chatwoot simulate`: a recorded conversation, played against a Chatwoot double."""
