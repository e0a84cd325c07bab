"""What staff have written for language models: sections of prompts, rules for answers."""

from agent.services.prompts.constraints import Constraint, constraints_for
from agent.services.prompts.sections import PromptSection, sections_for

__all__ = ["Constraint", "PromptSection", "constraints_for", "sections_for"]
