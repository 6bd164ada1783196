"""A fixed cast and factories by state, shared by all tests."""

from typing import Any

import factory
from django.contrib.gis.geos import Point

from marketplace.accounts.models import User
from marketplace.core import clock
from marketplace.organisations.enums import BodyForm, BodyStatus, Role
from marketplace.organisations.models import Body, Membership

PASSWORD = "una-frase-lunga-per-provare"
LAMBRATE = Point(9.2421, 45.4850, srid=4326)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persona{n}@example.org")
    first_name = factory.Sequence(lambda n: f"Persona{n}")
    last_name = "Prova"
    password = factory.django.Password(PASSWORD)


class BodyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Body

    legal_name = factory.Sequence(lambda n: f"Ente di prova {n}")
    form = BodyForm.SOCIAL_COOP
    codice_fiscale = factory.Sequence(lambda n: f"{n:011d}")
    status = BodyStatus.VERIFIED


class MembershipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    body = factory.SubFactory(BodyFactory)
    role = Role.OPERATOR
    valid_from = factory.LazyFunction(clock.today)
    confirmed_at = factory.LazyFunction(clock.now)


def person(role: str, *, body: Body | None = None, **user: Any) -> User:
    """A person with one confirmed membership; landlords act for themselves unless a body is given."""
    if role != Role.LANDLORD and body is None:
        body = BodyFactory()
    return MembershipFactory(role=role, body=body, user=UserFactory(**user)).user
