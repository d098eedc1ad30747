"""What the Ape scripts share. The leading underscore keeps Ape from taking it for a script."""
