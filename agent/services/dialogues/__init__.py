"""The stored dialogues of clients with the assistant, one for each client."""

from agent.services.dialogues.records import owner_of, store_dialogue, stored_dialogue

__all__ = ["owner_of", "store_dialogue", "stored_dialogue"]
