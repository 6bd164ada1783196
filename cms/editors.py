"""Who edits the site's pages: Wagtail's group follows the mandates of the portal."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from marketplace.accounts.models import User
from marketplace.organisations.enums import BodyStatus, Role
from marketplace.organisations.selectors import current_memberships

from .models import HomePage

GROUP = "Redazione"
ROLES = (Role.EDITOR, Role.ADMIN)
ON_PAGES = ("add_page", "change_page", "publish_page")
ON_IMAGES = ("add_image", "change_image", "choose_image")


@transaction.atomic
def sync_editors() -> int:
    """Let exactly those edit who hold such a role today for a verified body. Returns how many they are.

    Wagtail asks the database who belongs to a group, so the right must stand there and be taken back there.
    """
    mandates = current_memberships().filter(role__in=ROLES, body__status=BodyStatus.VERIFIED)
    people = User.objects.filter(pk__in=mandates.values("user"), is_active=True)
    _group().user_set.set(people)
    return len(people)


def _group() -> Group:
    """The group with its rights: every home page with all below it, the pictures, the door."""
    group, _created = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(_permission("wagtailadmin", "access_admin"))
    for codename in ON_PAGES:
        permission = _permission("wagtailcore", codename)
        for home in HomePage.objects.all():
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    for codename in ON_IMAGES:
        values = {"group": group, "permission": _permission("wagtailimages", codename)}
        GroupCollectionPermission.objects.get_or_create(collection=Collection.get_first_root_node(), **values)
    return group


def _permission(app: str, codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label=app, codename=codename)
