"""The wizard that every kind of offer gets: steps, saving field by field, what is missing, summary, sending, receipt.

A kind writes its content's model (``offers.models.Content``), one ``StepForm`` a step, and one ``Wizard``::

    # lent/wizard.py
    STEPS = Steps([
        Step("luogo", _("Luogo"), _("Dove si ritira."), AddressForm, "offers/wizard/step_address.html"),
        Step("bicicletta", _("Bicicletta"), _("Com’è."), BicycleForm),
        Step("foto", _("Foto"), _("Fanno capire subito com’è."), None, "offers/wizard/step_photos.html"),
        Step("testo", _("Descrizione"), _("Due parole tue."), TextForm),
        Step("riepilogo", _("Riepilogo"), _("Rileggi e invia."), SummaryForm, "offers/wizard/step_summary.html"),
    ])
    WIZARD = Wizard(kind="bicycle", name="bicycle", model=Bicycle, steps=STEPS, rows=bicycles, missing=missing,
                    sections=lambda bicycle: printed.sections(bicycle, STEPS), words=WizardWords(...))
    # lent/urls.py: the kind's own addresses first, for the wizard's last ones take any word
    urlpatterns = [*urls(WIZARD, "biciclette")]
    # lent/apps.py, in ready()
    kinds.register(WIZARD.offer_kind(label=_("Bicicletta"), label_plural=..., icon=..., exclusive=True, roles=...))

The addresses are ``<name>_new``, ``_resume``, ``_step``, ``_autosave``, ``_sent`` and ``_reopen``. ``docs/new_kind.md``
tells the whole way. What to import from where:

``steps``
    ``Step(code, label, lead, form, template)``; ``Steps([...])`` with ``first``, ``last``, ``by_code``,
    ``after(step)``, ``before(step)``, ``step_of(field_name)``. The last step is the summary, with the declaration
    and "Invia". A step without form (the photos, whose code is ``PHOTOS``, or a list with pages of its own) only goes
    back and on.
``forms``
    ``StepForm(data=None, *, content)`` with ``self.content`` (its ``offer`` is read along), ``saved(name)``,
    ``typed(names)``, ``sent(name)``, ``read(names) -> Answers``, ``of(content)``, and ``owns(name)`` (a class method:
    is this name of a field asked here; override it for rows, whose fields are named at run time). Nothing is required
    in a step: ``missing`` asks for it. What a step's template needs besides fields may be an attribute of its form.
    Fields: ``Amount(unit)``, ``Euros``, ``Number(unit)``, ``YesNo``, ``OneOf(Choices)``, ``Several(choices)``, ``Day``.
    Shared steps to be subclassed: ``AddressForm``, ``TextForm``, ``SummaryForm`` (without a field of its own).
    ``Answers``: ``offer`` and ``content`` (column → value), ``names`` of the fields they came from, and
    ``change(row, **values)`` for a row that hangs on the content, saved with ``update_fields``.
``wizard``
    ``Wizard`` and ``WizardWords``. ``buttons``: name of a submit button → ``call(request, saved) -> fragment``: what it
    does once the step has been saved, and to which id of the step's page the person comes back ("stanza-5" or ""); it
    raises ``DomainError`` to be shown. ``parts(content, step) -> dict``: what a step's template prints besides
    ``form``, ``content``, ``offer``, ``wizard``, ``hints`` and ``missing``. ``own(actor, public_id)`` raises
    ``DoesNotExist`` for strangers; ``of(offer)`` reads afresh; ``offer_kind(**own)`` makes the kind to be registered.
``missing``
    ``empty(row, step, {name: sentence})``, ``address(offer, step)``, ``photos(offer)``, ``unsaved(content, steps)``.
``printed``
    ``sections(content, steps, own={code: rows})``, ``answers(content, step)``, ``value(form, name)``, ``texts(offer)``:
    answers in words, for the summary and for the reviewer. Units and euros come from the fields.
``hints``
    ``Hint(title, lines, warnings, template, values)``; ``address(content)`` and ``texts(content)``.
``services``
    ``save_step``, ``send``, ``forget_typed(content, prefix)``; ``Saved``: ``content``, ``form``, ``version`` …
``views``
    ``own_or_404(wizard, request, public_id)`` for the kind's own pages.
``urls``
    ``urls(wizard, folder, new="nuova")``: the list of ``path()``.
Templates
    ``offers/wizard/base.html`` (blocks ``fields``, ``lead``), ``step.html``, ``step_address.html`` (blocks ``beside``
    for more fields, ``pin`` for its words), ``step_photos.html``, ``step_summary.html``.
Elsewhere
    ``core.numbers``: ``printed``, ``euros``, ``exact``, ``cents``; ``offers.maps.layers()`` for maps on pages.
"""
