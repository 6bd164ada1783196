"""The table: URL name × role → answer. Grown with every new address.

302 for a visitor means "sign in first"; 404 for a stranger means that she does not learn what exists.
"""

from dataclasses import dataclass, field
from typing import Any

ELSEWHERE = ("admin:", "wagtail", "account_", "mfa_", "socialaccount_", "usersessions_", "None", "components")


@dataclass(frozen=True)
class Row:
    """``default`` is the answer for every role that ``answers`` does not name."""

    name: str
    default: int
    answers: dict[str, int] = field(default_factory=dict)
    args: tuple[Any, ...] = ()
    method: str = "GET"
    data: dict[str, Any] = field(default_factory=dict)
    suffix: str = ""

    def expected(self, role: str) -> int:
        return self.answers.get(role, self.default)


TABLE: list[Row] = [
    Row("healthz", 200),
    Row("readyz", 200),
    Row("robots", 200),
    Row("site_map", 200),
    Row("wagtail_serve", 200, args=("",)),
    Row("session", 200, {"visitor": 401}, method="POST"),
]
