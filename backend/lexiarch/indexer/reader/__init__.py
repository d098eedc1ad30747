"""Reads and decodes ranges of blocks far behind the head, here or in a process beside this one."""
