"""What the site does when the people or bodies of the portal have changed."""

from marketplace.outbox.consumers import consumes

from .editors import sync_editors


@consumes("membership.changed", "body.verified", "body.suspended", "body.revoked")
def follow_mandates(_object_id: int) -> None:
    sync_editors()
