"""Search by Elasticsearch: a copy of ``SearchDocument``, which answers as PostgreSQL would."""
