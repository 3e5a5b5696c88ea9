"""Document → attributions: the network, the quotation grammar, nesting, form, stance and certainty."""

from sayso.attribute.given import given
from sayso.attribute.stage import attribute, model_card

__all__ = ["attribute", "given", "model_card"]
