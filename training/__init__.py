"""How the shipped weights were made: `python -m training CORPORA OUT` goes from corpora to model card and weights."""
