"""The contracts as a small model in Python, written from the Solidity to contradict a wrong index."""
