"""One kind of fault each. A script is reproduced by its number alone."""
