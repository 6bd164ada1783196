"""What beat starts for work and training, and what the pages give to the worker."""

from .courses import tasks as courses
from .importing import tasks as importing

__all__ = ["BEAT", "importing"]

BEAT = {**courses.BEAT}
