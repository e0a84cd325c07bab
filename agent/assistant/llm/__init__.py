"""Language models, optional: they hear what the dialogue did not understand, and phrase what it says.

The dialogue decides every turn by itself; nothing here sets a price, and without models nothing is missing
(docs/language-models.md). Nothing outside imports this package before a model is set up.
"""
