"""What a reader sees of an article: one view, and its renderings on a terminal and as a page."""
