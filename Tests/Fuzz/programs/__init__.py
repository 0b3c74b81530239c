"""Random programs over the language of scenarios: `random_program(seed, version)`."""
from .program import random_program

__all__ = ['random_program']
