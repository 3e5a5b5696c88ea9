"""Characters: quotation structure, paragraphs, sentences, windows."""
