"""The pattern page: every part of the pages in every state, drawn by the very templates that the pages use.

A sample is a snippet of a template and what it is given: views as the API's examples have them, and their
words. No index is read. A test fails when a line of a template is drawn by no sample.
"""
