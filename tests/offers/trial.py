"""``trial_in("published", …)``: an offer of the kinds that these tests bring along."""

from functools import partial

from tests.offers.factories import offer_in

trial_in = partial(offer_in, kind="trial")
seats_in = partial(offer_in, kind="seats")  # the same, but several people can have it
