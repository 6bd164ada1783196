from .need import NeedForm

__all__ = ["NeedForm"]
