"""Document → attributions: the network, the quotation grammar, nesting and form."""

from sayso.attribute.stage import attribute, model_card

__all__ = ["attribute", "model_card"]
