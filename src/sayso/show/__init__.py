"""What a reader sees of an article or of a dossier: views, and their renderings on a terminal and as a page."""
