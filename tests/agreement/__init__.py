"""The law told twice: a model in Python and the contracts live through the same scripts and must agree."""
