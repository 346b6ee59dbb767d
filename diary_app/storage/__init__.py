"""How the diary is kept. The only folder that knows SQLite."""
