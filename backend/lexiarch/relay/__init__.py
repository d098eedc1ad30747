"""The relay sends what others signed or proved, and pays for it: a process apart, with the only hot key.

It needs a node and a deployment file, no index. It can withhold, and alter nothing: docs/relay.md.
"""
