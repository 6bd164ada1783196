"""Reading photos, with everything a page shows of them in two queries whatever their number."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from ..models import Offer, Photo, PhotoRendition
from ..models.photo import PhotoState

# Name -> Wagtail's filter. 4:3 in lists; the big one shows the whole picture.
SIZES = {
    "thumb": "fill-320x240|format-webp",
    "card": "fill-640x480|format-webp",
    "big": "max-1280x1280|format-webp",
}
_NAMES = {spec: name for name, spec in SIZES.items()}


@dataclass(frozen=True)
class Source:
    """One picture file with its sides in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class PhotoView:
    """A photo as templates print it. ``sources`` is empty until the worker has made them: show a placeholder."""

    id: int
    alt: str
    title: str
    position: int
    sources: dict[str, Source] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        return bool(self.sources)

    @property
    def thumb(self) -> Source | None:
        return self.sources.get("thumb") or self.big

    @property
    def card(self) -> Source | None:
        return self.sources.get("card") or self.big

    @property
    def big(self) -> Source | None:
        return self.sources.get("big")


def with_files(photos: QuerySet[Photo]) -> QuerySet[Photo]:
    """``photos`` with their renditions at hand."""
    return photos.prefetch_related(
        Prefetch("renditions", queryset=PhotoRendition.objects.filter(filter_spec__in=_NAMES))
    )


def view(photo: Photo) -> PhotoView:
    """What a template needs of one photo of ``with_files``."""
    sources = {}
    if photo.state == PhotoState.READY:
        # the clean upload stands in for what is not made yet (demonstration data is written without the worker)
        sources["big"] = Source(photo.file.url, photo.width, photo.height)
        for rendition in photo.renditions.all():
            sources[_NAMES[rendition.filter_spec]] = Source(rendition.file.url, rendition.width, rendition.height)
    return PhotoView(photo.pk, photo.alt, photo.title, photo.position, sources)


def of_offer(offer: Offer) -> list[PhotoView]:
    """All photos of one offer, in their order; none of one that is only being tried out, as a row of a file is."""
    if offer._state.adding:
        return []
    return [view(photo) for photo in with_files(offer.photos.exclude(state=PhotoState.REFUSED))]


def first_of(offer_ids: Iterable[int]) -> dict[int, PhotoView]:
    """The cover of each offer that has one: two queries for any number of offers."""
    ids = list(offer_ids)
    covers = Photo.objects.filter(offer__in=ids, state=PhotoState.READY).order_by("offer_id", "position", "id")
    return {photo.offer_id: view(photo) for photo in with_files(covers.distinct("offer_id"))}
