"""What an editor can put on a page, and the field that keeps it out of migrations."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock

PLAIN = ["h2", "h3", "bold", "ol", "ul", "link"]


class BodyField(StreamField):
    """A StreamField whose migrations hold no blocks, so that a changed block needs no migration.

    In a data migration the field therefore has no blocks: read ``raw_data``, write JSON.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any):
        super().__init__(block_types or [], **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [], {k: v for k, v in kwargs.items() if k not in {"block_types", "block_lookup"}}


class QuestionBlock(StructBlock):
    question = CharBlock(label=_("Domanda"), max_length=140)
    answer = RichTextBlock(label=_("Risposta"), features=["bold", "ol", "ul", "link"])


class QuestionsBlock(StructBlock):
    """Questions and answers, each folded until asked for."""

    title = CharBlock(label=_("Titolo"), max_length=80, required=False)
    questions = ListBlock(QuestionBlock(), label=_("Domande"))

    class Meta:
        template = "cms/blocks/questions.html"
        icon = "help"
        label = _("Domande e risposte")


def body_blocks() -> list[tuple[str, Any]]:
    return [
        ("text", RichTextBlock(label=_("Testo"), features=PLAIN, template="cms/blocks/text.html")),
        ("picture", ImageBlock(label=_("Immagine"), template="cms/blocks/picture.html")),
        ("questions", QuestionsBlock()),
    ]
