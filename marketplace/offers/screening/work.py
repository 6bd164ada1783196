"""The tables of job ads: choices of people as such ads make them, and red flags of unlawful work (``domain.md`` §2.4).

Written as in ``words``: folded regular expressions of a phrase, a hit wherever it stands unless ``context`` takes it back.
"""

from .words import YEARS, Category

_PAY = "(?:pag(?:a|o|ata|ato|ati|amento|hiamo|heremo|ando)|retribuzion[ei]|stipendio|compenso|salario|soldi)"
_PAPERS = "(?:passaport[oi]|permess[oi] di soggiorno|cart[ae] d identita|document[oi](?: original[ei])?)"
_FEMALE = (
    "(?:cameriera|commessa|segretaria|impiegata|infermiera|parrucchiera|cuoca|operaia|addetta|lavapiatti donna|"
    "magazziniera|sarta|stiratrice|collaboratrice|aiutante donna|barista donna|badante donna|colf donna|ragazza|signora)"
)
_SEEK = "(?:cerc(?:asi|o|hiamo|a|ano)|si cerca|ricerc(?:asi|o|hiamo|a)|assum(?:o|iamo|esi)|selezion(?:o|iamo|asi))"
_KEEP = "(?:tratten(?:iamo|uti|uto|ere|go|gono)|teniamo|tenere|custodiamo|ritiriamo|conserviamo)"

JOB: dict[Category, list[str]] = {
    Category.AGE: [
        "giovan[ei] (?:e |ed )?(?:dinamic[oaih]{1,2}|motivat[oaie]|volenteros[oaie]|brillant[ei]|intraprendent[ei]|spigliat[oaie]|di bella)",
        "neo ?maggiorenn[ei]", "giovanil[ei] (?:aspetto|presenza)", "(?:aspetto|presenza) giovanil[ei]", "non oltre i trent anni",
        f"(?:entro|fino ai|non superiore ai) {YEARS} anni", "eta non superiore", "no (?:over|pensionat[oaie]|anzian[oaie])",
        "(?:young|youthful) (?:and|dynamic|energetic)(?: \\w+)?", "recent school leavers only", "digital natives?",
        "milit(?:e )?esent[ei]", "militassolt[oi]",
    ],
    Category.SEX: [
        "hostess(?:es)?", "signorin[ae]", "ragazz[ae] immagine", "bell[ae] ragazz[ae]", "person[ae]l[ei]? (?:femminile|maschile)",
        f"{_SEEK} (?:un |una |per \\w+ )?{_FEMALE}", "(?:solo|soltanto|esclusivamente) (?:person[ae]l[ei]? )?(?:femminile|maschile)",
        "donn[ae] (?:delle pulizie|di servizio|tuttofare)", "uomo di fatica", "uomini di fatica", "sesso (?:femminile|maschile)",
        "waitress(?:es)?", "barmaids?", "cleaning lad(?:y|ies)", "sales ?girls?", "sales ?m[ae]n", "handym[ae]n", "stewardess(?:es)?",
        "girl friday", "(?:female|male) (?:staff|candidates?|applicants?|workers?|only)",
    ],
    Category.NATIONALITY: [
        "(?:cittadinanza|nazionalita) (?:italiana|ue|europea|comunitaria)", "passaporto (?:italiano|ue|europeo|comunitario)",
        "(?:personale|manodopera|candidat[oi]|lavorator[ei]) italian[oaie]", "(?:italian|eu|european) (?:citizens?|nationals?|passport holders?)",
        "(?:no|niente) extra ?comunitari",
    ],
    Category.LANGUAGE: [
        "madre ?lingua(?: italian[oaie])?", "lingua madre", "italiano (?:perfetto|impeccabile|senza accento)", "perfetto italiano",
        "senza (?:accento|inflession[ei])(?: stranier[oaie]| dialettal[ei])?", "(?:native|mother ?tongue)(?: level)?(?: (?:italian|english))?(?: speakers?)?",
        "perfect italian", "without (?:an )?accent", "no (?:foreign )?accent",
    ],
    Category.APPEARANCE: [
        "bell[ao] presenza(?! di)", "(?:buona|ottima|gradevole|curata|bella) presenza(?! (?:di|sul|on|in))", "presenza (?:curata|gradevole|fisica)",
        "(?:bell[ao]|gradevole|piacevole|curato) aspetto", "aspetto (?:gradevole|curato|piacevole|fisico)", "(?:di )?bell aspetto", "avvenent[ei]",
        "(?:foto|fotografia)(?: \\w+){0,2} (?:obbligatoria|a figura intera|figura intera|intera|in costume)",
        "(?:inviare|allegare|mandare|allega|manda|invia)(?: \\w+){0,3} (?:foto|fotografia)", "(?:cv|curriculum|candidature?)(?: vitae)? con foto",
        "taglia (?:massima|3[68]|4[0-6]|s|m)(?![a-z])", "altezza minima", "alt[oaie] almeno", "(?:no|senza) (?:tatuaggi|piercing)",
        "good ?looking", "attractive (?:appearance|looks|person|girls?|wom[ae]n)", "pleasant appearance", "(?:send|attach|enclose)(?: \\w+){0,2} photos?",
        "(?:full ?length )?photo required", "no tattoos", "(?:slim|slender) (?:figure|build)",
    ],
    Category.FAMILY: [
        "nubil[ei]", "celib[ei]", "stato civile", "senza (?:figli|impegni familiari|legami familiari|carichi familiari|famiglia)",
        "liber[oaie] da (?:impegni|vincoli|legami|carichi) familiari", "non (?:sposat[oaie]|coniugat[oaie]|incint[ae]|in gravidanza)",
        "no (?:figli|gravidanz[ae]|mamme)", "(?:intenzione|programma|progetto) di (?:aver[ei]|far[ei]) figli", "progetti di (?:maternita|famiglia)",
        "(?:solo |preferibilmente |meglio (?:se )?)(?:single|sposat[oaie]|coniugat[oaie])", "unmarried", "marital status", "(?:no|without) (?:family (?:commitments|ties)|children)",
        "(?:single|married) (?:people|women|men|persons?) (?:only|preferred)", "not (?:married|pregnant)", "planning (?:a family|children|to have children)",
    ],
    Category.OPINIONS: [
        "(?:no|niente|non|mai) (?:\\w+ ){0,2}(?:sindacalist[aie]|sindacat[oi]|sindacalizzat[oaie]|tesser[ae] sindacal[ei])", "apolitic[oaih]{1,2}",
        "non iscritt[oaie] a(?:l|i|d alcun)? ?sindacat[oi]", "(?:sindacalist[aie]|iscritt[oaie] al sindacato) (?:astenersi|esclus[oaie]|no)", "nessuna vertenza",
        "(?:idee|opinioni|orientamento|fede) politic[oah]{1,2}e?", "senza tessera sindacale", "no (?:trade )?unions?(?: members?)?", "non ?union(?:ised)?",
        "not (?:a )?(?:trade )?union members?", "union members need not", "political (?:views|opinions|beliefs)",
    ],
    Category.HEALTH: [
        "(?:sana e )?robusta costituzione", "(?:ottim[oae]|perfett[oa]|buon[ao]|piena) (?:stato di )?salute", "no categorie protette", "(?:perfect|excellent|good) (?:physical )?health",
        "no (?:health|medical) (?:problems|conditions|issues)", "senza (?:problemi di salute|patologie|malattie)", "fisicamente (?:perfett|prestant)[oaie]", "prestanza fisica",
    ],
    Category.CAR: [
        "automunit[oaie]", "auto ?munit[oaie]", "(?:auto|macchina|automobile) propria", "mezzo proprio", "mezzi propri", "munit[oaie] di (?:auto|macchina|mezzo)",
        "own (?:car|transport|vehicle)", "car owners?", "with (?:a|your own) car",
    ],
}  # fmt: skip

EXPLOITATION: dict[Category, list[str]] = {
    Category.CASH: [
        "in nero", "al nero", "lavoro nero", "fuori busta", "fuori dalla busta", f"{_PAY}(?: \\w+){{0,3}} (?:in )?contanti", "contanti (?:a fine|ogni|subito|in mano)",
        "(?:soldi|paga) in mano", "brevi manu", "(?:senza|no|niente) bust[ae](?: paga)?", "busta paga (?:ridotta|parziale|piu bassa)",
        "cash ?in ?hand", "(?:paid|pay|payment|salary|wages)(?: \\w+){0,2} (?:in )?cash", "cash (?:only|paid|payment|wages)", "off the books", "under the table",
        "(?:no|without) (?:a )?pay ?slips?", "undeclared",
    ],
    Category.DOCUMENTS: [
        f"{_KEEP}(?: \\w+){{0,4}} {_PAPERS}", f"{_PAPERS}(?: \\w+){{0,3}} (?:trattenut[oi]|in deposito|in garanzia|in custodia|ritirat[oi]|resta(?:no)? (?:a noi|in azienda|da noi|in ufficio))",
        "(?:consegn(?:a|are|ate|erai|i)|lasci(?:a|are|ate)|deposit(?:a|are|ate))(?: \\w+){0,2} (?:passaport[oi]|permess[oi] di soggiorno|cart[ae] d identita|document[oi] original[ei]|document[oi] in garanzia)",
        "(?:hand ?over|surrender|leave|deposit)(?: \\w+){0,2} (?:passports?|residence permits?|id cards?|identity documents?|papers)",
        "(?:we )?(?:keep|hold|retain)(?: \\w+){0,2} (?:passports?|residence permits?|id cards?|identity documents?|documents|papers)",
    ],
    Category.FEE: [
        "(?:quota|tassa|contributo|caparra)(?: \\w+)? (?:di )?(?:iscrizione|ingresso|inizial[ei]|adesione|attivazione|gestione|pratica)",
        "(?:cauzione|caparra|deposito)(?: \\w+){0,3} (?:di|da|per) (?:[0-9]+|la divisa|il posto|l assunzione|iniziare|cominciare|lavorare)",
        "(?:pagare|versare|anticipare|versa|anticipa|paga tu|paghi tu)(?: \\w+){0,3} [0-9]+ ?(?:euro|eur|€)", "investimento (?:iniziale|minimo)", "kit (?:iniziale|di partenza)",
        "(?:corso|formazione|divisa|visita medica|dpi|spese di pratica|pratiche)(?: \\w+){0,2} a (?:carico (?:tuo|vostro|suo|del|della|dei)|tuo carico|pagamento)",
        "a carico del(?:la)? (?:lavorat(?:ore|rice)|candidat[oa]|dipendente|tirocinante|apprendista)", "trattenut[ae] (?:per|dalla paga|sulla paga|mensil[ei])",
        "(?:si richied[eo]n?o?|richiest[oa]|serve) (?:un |una )?(?:anticipo|versamento|cauzione|caparra|pagamento)", "registration fees?", "training fees?", "recruitment fees?",
        "up ?front (?:fees?|payments?)", "(?:pay|paying) (?:a |an |your )?(?:\\w+ )?(?:fee|deposit)", "deposit required", "at (?:your|the worker s) own (?:cost|expense)",
    ],
    Category.LODGING: [
        "vitto e alloggio", "(?:alloggio|posto letto|camera|stanza|casa) (?:incluso|inclusa|compreso|compresa|fornit[oa]|offert[oa]|gratuit[oa]|sul posto|in azienda|obbligatori[oa]|legat[oa])",
        "(?:offriamo|offro|diamo|forniamo|con) (?:anche )?(?:alloggio|posto letto|vitto)", "dorm(?:e|ire|irai|ite) (?:sul posto|in azienda|da noi|presso di noi|in cascina|nel magazzino|in cantiere)",
        "live ?in", "(?:accommodation|housing|lodging|room|bed)(?: \\w+)? (?:included|provided|on ?site|offered)", "room and board", "bed and board", "sleep (?:on ?site|at the (?:farm|site|workplace))",
    ],
    Category.HOURS: [
        "(?:49|[5-9][0-9]) (?:ore|h)(?: di lavoro)? (?:a|alla|la|per|di|settimanal[ei]|sett)(?: ?settiman[ae])?", "(?:1[1-9]|2[0-4]) (?:ore|h)(?: di lavoro)? (?:al|a|il|per|di|giornalier[eo])(?: ?giorno)?(?! (?:settimana|settimanali|mese|corso|formazione))",
        "(?:7|sette)(?: giorni)? su (?:7|sette)", "7 ?/ ?7", "tutti i giorni,? (?:festivi|domeniche?) (?:compres[ie]|inclus[ie])", "(?:senza|nessun|niente|no) (?:giorn[oi] (?:liber[oi]|di riposo)|ripos[oi](?: settimanal[ei])?)",
        "straordinari[o]? (?:obbligatori[o]?|non pagat[oi]|non retribuit[oi]|gratuit[oi]|gratis|inclus[oi])", "sempre (?:reperibil[ei]|disponibil[ei])", "disponibilita (?:totale|assoluta|h ?2[4a]|24 ?h|24 ore|notte e giorno|giorno e notte)",
        "(?:h ?24|h2a|24 ore su 24|24 ?/ ?7|24 ?h)", "senza (?:limiti di orario|orari fissi ne riposi)", "giorno e notte", "(?:49|[5-9][0-9])(?: \\+)? ?hours? (?:a|per|each) week", "(?:1[1-9]|2[0-4]) ?hours? (?:a|per|each) day",
        "(?:7|seven) days (?:a|per) week", "no (?:days? off|rest days?|breaks)", "(?:unpaid|compulsory|mandatory) overtime", "always (?:available|on call)", "day and night",
    ],
    Category.CONTRACT: [
        "(?:senza|no|niente) (?:un |alcun )?contratto", "contratto (?:solo )?dopo (?:la |un |una |il )?(?:prova|periodo|mes[ei]|settiman[ae])", "(?:senza|no) (?:assunzione|regolare contratto|inps|contributi)",
        "(?:giorn[oi]|settiman[ae]|mes[ei]|turn[oi]|periodo|giornat[ae])?(?: di)? ?prova (?:gratuit[oa]|gratis|non (?:retribuit[oa]|pagat[oa])|senza paga)", "periodo di prova gratuito", "prim[oiae] (?:giorn[oi]|settiman[ae]|mes[ei]) (?:gratis|gratuit[oiae]|non (?:pagat|retribuit)[oiae]|senza (?:paga|stipendio))",
        "(?:tirocinio|stage|lavoro|collaborazione) (?:non (?:retribuit[oa]|pagat[oa])|gratuit[oa]|gratis)", "solo (?:un )?rimborso spese", "accord[oi] (?:verbal[ei]|a voce|sulla parola)", "(?:solo|obbligatoria?|con) (?:con )?partita iva",
        "partita iva (?:obbligatoria|richiesta|necessaria)", "(?:no|without(?: a| any)?) (?:written )?contract", "unpaid (?:trial|internship|traineeship|work|probation)(?: \\w+)?", "(?:trial|probation)(?: \\w+){0,2} (?:is )?unpaid",
        "no paperwork", "verbal agreement", "first (?:week|month|days?) (?:is |are )?(?:unpaid|free)", "self ?employed only",
    ],
    Category.PIECEWORK: [
        "(?:solo|soltanto|esclusivamente) (?:a )?provvigion[ei]", f"{_PAY} a (?:provvigione|cottimo|pezzo|consegna|chiamata|capo)", "a cottimo", "commission ?only", "paid (?:per|by the) (?:piece|delivery|item|box|task)", "piece ?work",
    ],
}  # fmt: skip
