"""The only SQL. `database` hides SQLite and PostgreSQL behind one interface; then one file per noun."""
