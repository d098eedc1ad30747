"""What scripts/export_abi.py writes, one module per language."""
