"""From checked rows to drafts: all new ones of a chunk at once, a changed one by itself."""

from collections.abc import Sequence
from typing import Any

from jobs.models import ImportRow, ImportRun
from marketplace.audit import services as audit
from marketplace.offers.models import Content, Offer, SeatPool
from marketplace.offers.services import drafts

from .checking import Checked
from .sheets import Sheet

PLACED = ("point", "public_point", "comune", "municipio", "nil")
SHARED = (*sorted(drafts.SHARED - {"point"}), *PLACED)


def create(sheet: Sheet, run: ImportRun, rows: Sequence[tuple[ImportRow, Checked]]) -> None:
    """Begin a draft for each row, as ``drafts.create_draft`` and the kind would one by one."""
    offers = [_offer(run, checked.content.offer) for _, checked in rows]
    Offer.objects.bulk_create(offers)
    contents, pools = [], []
    for offer, (row, checked) in zip(offers, rows, strict=True):
        content: Any = checked.content
        pools += [
            SeatPool(offer=offer, total=p.total, closes_on=p.closes_on) for p in content.offer.pools.all() if sheet.pool
        ]
        content.offer, content.import_key, row.offer = offer, row.key, offer
        contents.append(content)
    sheet.wizard.model._default_manager.bulk_create(contents)
    SeatPool.objects.bulk_create(pools)
    for offer, (_, checked) in zip(offers, rows, strict=True):
        audit.log("offer.created", actor=run.actor, obj=offer, kind=run.kind)
        for part in checked.parts:
            sheet.store(offer, part, run.actor)


def _offer(run: ImportRun, made: Offer) -> Offer:
    offer = Offer(kind=run.kind, owner=run.actor, body=run.body)
    for name in SHARED:
        setattr(offer, name, getattr(made, name))
    return offer


def change(sheet: Sheet, run: ImportRun, row: ImportRow, checked: Checked) -> None:
    """Overwrite a draft with what the row says now; shifts and editions, which its owner may have changed, stay."""
    offer = drafts.bump_version(offer_id=row.offer_id, version=None, actor=run.actor)
    made = checked.content.offer
    content: Any = sheet.wizard.model._default_manager.get(pk=offer.pk)
    for name in SHARED:
        setattr(offer, name, getattr(made, name))
    offer.save(update_fields=list(SHARED))
    for column in _columns(sheet.wizard.model):
        setattr(content, column, getattr(checked.content, column))
    content.import_key = row.key
    content.save()
    for pool, wanted in zip(offer.pools.all() if sheet.pool else (), made.pools.all(), strict=False):
        pool.total, pool.closes_on = wanted.total, wanted.closes_on
        pool.save(update_fields=["total", "closes_on"])


def _columns(model: type[Content]) -> list[str]:
    """What the wizard's forms write of the kind's own row."""
    kept = {"saved_in", "unsaved", "declaration_at", "import_key"}
    return [f.attname for f in model._meta.concrete_fields if not f.primary_key and f.name not in kept]
