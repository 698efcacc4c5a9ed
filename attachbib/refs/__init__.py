"""Work on references: finding, comparing, renaming and adding them, as edits to files."""
