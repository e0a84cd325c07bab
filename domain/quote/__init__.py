"""What a request costs and what the client has to know and send."""
