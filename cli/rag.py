"""`msia rag …`: the commands of regulations."""

from cli import rag_ask, rag_documents, rag_edit, rag_index, rag_words
from cli.spanish import SpanishTyper

app = SpanishTyper(help="Reglamentos: añadirlos, consultarlos y citarlos.", no_args_is_help=True)

# One line per subject; each module registers its own commands.
rag_documents.register(app)
rag_edit.register(app)
rag_ask.register(app)
rag_index.register(app)
app.add_typer(rag_words.app, name="words")
