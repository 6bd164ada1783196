"""The engine on PostgreSQL alone."""

from .finding import PostgresEngine

__all__ = ["PostgresEngine"]
