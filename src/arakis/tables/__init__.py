"""SQLAlchemy tables, one file per noun, one MetaData."""
