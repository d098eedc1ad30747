"""Messages sent to other servers, and to none in the operator's own network."""
