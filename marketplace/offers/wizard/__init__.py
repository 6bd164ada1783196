"""The wizard that every kind of offer gets: steps, saving field by field, what is missing, summary, sending, receipt.

A kind writes its content's model (``offers.models.Content``), one ``StepForm`` a step, and one ``Wizard``::

    # lent/wizard.py
    STEPS = Steps(
        Step("luogo", _("Luogo"), _("Dove si ritira."), AddressForm, "offers/wizard/step_address.html"),
        Step("bicicletta", _("Bicicletta"), _("Com’è."), BicycleForm),
        Step("foto", _("Foto"), _("Fanno capire subito com’è."), None, "offers/wizard/step_photos.html"),
        Step("testo", _("Descrizione"), _("Due parole tue."), TextForm),
        Step("riepilogo", _("Riepilogo"), _("Rileggi e invia."), SummaryForm, "offers/wizard/step_summary.html"),
    )
    WIZARD = Wizard(kind="bicycle", name="bicycle", model=Bicycle, steps=STEPS, rows=bicycles, missing=missing,
                    words=WizardWords(...))
    # lent/urls.py: the kind's own addresses first, for the wizard's last ones take any word
    urlpatterns = [*urls(WIZARD, "biciclette")]
    # lent/apps.py, in ready()
    kinds.register(WIZARD.offer_kind(label=_("Bicicletta"), label_plural=..., icon=..., exclusive=True, roles=...))

The addresses are ``<name>_new``, ``_resume``, ``_step``, ``_autosave``, ``_sent`` and ``_reopen``. ``docs/new_kind.md``
tells the whole way. What to import from where:

``steps``      ``Step(code, label, lead, form, template)``; ``Steps([...])``: ``.first .last .by_code .after(step)
               .before(step) .step_of(field_name)``. The last step is the summary, with the declaration and "Invia".
               A step without form (photos, or a list with pages of its own) has only "Indietro" and "Avanti".
``forms``      ``StepForm(data=None, *, content)`` with ``self.content`` (its ``.offer`` is read along), ``saved(name)``,
               ``typed(names)``, ``sent(name)``, ``read(names) -> Answers``, ``of(content)``, and ``owns(name)`` (class
               method: which names of fields are this step's; override it for rows whose fields are named at run time).
               Nothing is required in a step: ``missing`` asks for it. Fields: ``Amount(unit)`` ``Euros`` ``Number(unit)``
               ``YesNo`` ``OneOf(Choices)`` ``Several(choices)`` ``Day``. Shared steps: ``AddressForm``, ``TextForm``,
               ``SummaryForm`` (no field of its own), all made to be subclassed.
``forms.Answers``  ``offer`` and ``content``: column → value; ``names``: the fields they came from;
               ``change(row, **values)``: a part's row and its changed columns (saved with ``update_fields``).
``wizard``     ``Wizard`` and ``WizardWords``. ``buttons``: name of a submit button → ``call(request, saved) -> fragment``:
               what it does once the step has been saved, and to which id of the step's page the person comes back
               ("stanza-5", or ""); it raises ``DomainError`` to be shown. ``parts(content, step) -> dict``: what a step's
               template prints besides ``form``, ``content``, ``offer``, ``wizard``, ``hints`` and ``missing``.
               ``Wizard.own(actor, public_id)`` raises ``DoesNotExist`` for strangers; ``Wizard.of(offer)`` reads afresh.
``missing``    ``empty(content, step, {name: sentence})``, ``address(offer, step)``, ``photos(offer, step)``,
               ``texts(offer, step)``, ``unsaved(content, steps)``: each a list of ``kinds.Missing``.
``printed``    ``sections(content, steps, own={code: rows})``, ``value(form, name)``, ``texts(offer)``: answers in words,
               for the summary and for the reviewer. Units and euros come from the fields.
``hints``      ``Hint(title, lines, warnings, template, values)``; ``address(content)`` and ``texts(content)``.
``services``   ``save_step``, ``send``; ``Saved`` (``content``, ``form``, ``version``, ``at``, ``conflicts``).
``views``      ``own_or_404(wizard, request, public_id)`` for the kind's own pages.
``urls``       ``urls(wizard, folder) -> list of path()``.
Templates      ``offers/wizard/base.html`` (blocks ``fields`` and ``lead``), ``step.html``, ``step_address.html`` (blocks
               ``beside`` for more fields, ``pin`` for its words), ``step_photos.html``, ``step_summary.html``.
Elsewhere      ``core.numbers``: ``printed``, ``euros``, ``exact``, ``cents``; ``offers.maps.layers()`` for maps of pages.
"""
