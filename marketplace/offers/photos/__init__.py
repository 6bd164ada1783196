"""Photos of an offer: taken in, cleaned, put in order, shown. ``pictures`` knows images, ``services`` the rows."""
