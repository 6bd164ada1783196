"""The tables: what a wish is about, and the words that turn a mention into a wish.

Every entry is a regular expression of one word or phrase, folded (lower case, no accents). Inflection is written out by
its endings: ``italian[oaie]`` is italiano, italiana, italiani, italiane. A space stands for any gap between words.
"""

from enum import StrEnum


class Category(StrEnum):
    """What a passage is about: grounds on which the law forbids to choose, and red flags of unlawful work."""

    NATIONALITY = "nationality"
    RELIGION = "religion"
    SEX = "sex"
    CHILDREN = "children"
    ORIGIN = "origin"
    ORIENTATION = "orientation"
    DISABILITY = "disability"
    AGE = "age"
    # job ads
    LANGUAGE = "language"
    APPEARANCE = "appearance"
    FAMILY = "family"
    OPINIONS = "opinions"
    HEALTH = "health"
    CAR = "car"
    # exploitation
    CASH = "cash"
    DOCUMENTS = "documents"
    FEE = "fee"
    LODGING = "lodging"
    HOURS = "hours"
    CONTRACT = "contract"
    PIECEWORK = "piecework"


PEOPLES = [
    # Italian: -o/-a/-i/-e
    "italian[oaie]", "stranier[oaie]", "(?:extra ?)?comunitari[oae]?", "immigrat[oaie]", "migrant[ei]", "profug[oa]",
    "profugh[ie]", "rifugiat[oaie]", "african[oaie]", "arab[oaie]", "magrebin[oaie]", "maghrebin[oaie]",
    "marocchin[oaie]", "tunisin[oaie]", "egizian[oaie]", "nigerian[oaie]", "europe[aoie]", "europei",
    "asiatic[oa]", "asiatici", "asiatiche", "albanes[ei]", "cines[ei]", "senegales[ei]", "ivorian[oaie]",
    "pa[kc]istan[oaie]", "pakistanes[ei]", "bengales[ei]", "bangladin[oaie]", "indian[oaie]", "filippin[oaie]",
    "peruvian[oaie]", "ecuadorian[oaie]", "sudamerican[oaie]", "latinoamerican[oaie]", "brasilian[oaie]", "rumen[oaie]",
    "romen[oaie]", "ucrain[oaie]", "russ[oaie]", "moldav[oaie]", "afghan[oaie]", "afgan[oaie]", "sirian[oaie]",
    "somal[oaie]", "eritre[oaie]", "etiop[ei]", "turc[oa]", "turch[ie]", "curd[oaie]", "american[oaie]", "svizzer[oaie]",
    "tedesc[oa]", "tedesch[ie]", "frances[ei]", "ingles[ei]",
    "(?:cittadin[oaie] )?(?:extra ?ue|extra ?eu|non ue|non comunitari[oae]?)",
    # English
    "italians?", "foreign(?:ers?)?", "immigrants?", "migrants?", "refugees?", "asylum seekers?", "africans?", "arabs?",
    "moroccans?", "egyptians?", "nigerians?", "europeans?", "eu citizens?", "non eu(?: citizens?)?", "asians?", "albanians?",
    "chinese", "senegalese", "pakistanis?", "bangladeshis?", "indians?", "filipinos?", "peruvians?", "romanians?",
    "ukrainians?", "russians?", "americans?", "syrians?", "somalis?", "afghans?", "turks?", "turkish", "natives",
    "(?:italian|eu|european) (?:nationals?|citizens?|passports?)",
]  # fmt: skip
NATIONALITY_PHRASES = [
    "(?:passaporto|cittadinanza|nazionalita) (?:italian[ao]|europe[ao]|straniera|comunitari[ao]|ue)",
    "italian (?:citizenship|nationality|passport)", "madrelingua(?: italian[oaie])?",
    "native (?:italian|english)? ?speakers?",
]  # fmt: skip
FAITHS = [
    "cattolic[oa]", "cattolici", "cattoliche", "cristian[oaie]", "musulman[oaie]", "mus+ulman[oaie]", "islamic[oa]",
    "islamici", "islamiche", "ebre[oaie]", "ortodoss[oaie]", "evangelic[oa]", "evangelici", "buddist[ae]", "induist[ae]",
    "testimoni di geova", "ate[oaie]", "credent[ei]", "praticant[ei]", "(?:portano il |con il |con |porta il )?velo",
    "catholics?", "christians?", "muslims?", "moslems?", "jew(?:s|ish)?", "hindus?", "buddhists?", "religious people",
    "orthodox", "headscar(?:f|ves)", "hijabs?",
]  # fmt: skip
SEXES = [
    "donn[ae]", "uomini", "uomo", "ragazz[oaie]", "femmin[ae]", "maschi(?:o|etti)?", "maschil[ei]",
    "femminil[ei]", "signor[aeio]", "signorin[ae]", "studentess[ae]", "lavoratric[ei]",
    "sesso (?:femminile|maschile)",
    "wom[ae]n", "m[ae]n", "girls?", "boys?", "guys?", "lad(?:y|ies)", "gentlem[ae]n", "females?", "males?",
]  # fmt: skip
YOUNG = [
    "bambin[oaie]", "bimb[oaie]", "figl[io]", "figli[ae]", "neonat[oaie]", "minori", "minorenn[ei]", "prole",
    "ragazzini", "famiglie numerose", "famiglia numerosa", "donn[ae] incint[ae]", "gravidanz[ae]",
    "child(?:ren)?", "kids?", "bab(?:y|ies)", "infants?", "toddlers?", "minors", "teenagers?", "large famil(?:y|ies)",
    "pregnan(?:t|cy)(?: women)?",
]  # fmt: skip
ADULTS_ONLY = ["adult[oaie]", "adults?"]
SKINS = [
    "ner[ie]", "bianch[ie]", "di colore(?=\\s*(?:$|[.,;:!)]))", "mulatt[oaie]", "meridional[ei]", "terron[ei]", "settentrional[ei]",
    "rom", "sinti", "nomad[ei]", "gente del sud", "del sud italia", "milanesi", "lombardi", "pelle (?:scura|nera|chiara|bianca)",
    "blacks", "whites", "(?:black|white|coloured|colored) (?:people|persons?|tenants?|famil(?:y|ies))", "caucasians?",
    "gypsies", "gypsy", "roma people", "caucasic[oaie]",
]  # fmt: skip
ORIENTATIONS = [
    "gay", "omosessual[ei]", "lesbic(?:a|he)", "trans(?:essual[ei]|gender)?", "lgbt[a-z+]*", "etero(?:sessual[ei])?",
    "coppi[ae] (?:gay|omosessual[ei]|dello stesso sesso)", "bisessual[ei]", "travestit[ie]",
    "gays?", "lesbians?", "homosexuals?", "transgender(?: people)?", "queers?", "straight (?:people|couples?|guys|m[ae]n|wom[ae]n)",
    "heterosexuals?", "same ?sex couples?",
]  # fmt: skip
ABILITIES = [
    "(?:persone )?disabil[ei]", "invalid[oie]", "handicappat[oaie]", "(?:persone )?con disabilita", "disabilita",
    "carrozzin[ae]", "(?:in|con) sedia a rotelle", "malat[oaie]", "problemi (?:psichici|mentali|di salute)",
    "disturbi (?:psichici|mentali)", "sordomut[oie]", "ciech[ie]",
    "disabled(?: people| persons?| tenants?)?", "wheelchairs?(?: users?)?", "handicapped", "disabilit(?:y|ies)",
    "mental(?:ly)? (?:ill(?:ness)?|health problems?)",
]  # fmt: skip
AGES = [
    "anzian[oaie]", "giovan[ei]", "giovanissim[ie]", "pensionat[oaie]", "ultra ?(?:sessantenni|settantenni)", "vecchi",
    "(?:tren|quaran|cinquan|sessan|settan)tenni", "mezz'?a eta",
    "elderly(?: people)?", "old(?:er)? people", "seniors?(?! (?:manager|developer))", "pensioners?", "young(?:er)?",
    "youngsters?", "retired people", "middle aged",
]  # fmt: skip

GROUPS: dict[Category, list[str]] = {
    Category.NATIONALITY: PEOPLES + NATIONALITY_PHRASES,
    Category.RELIGION: FAITHS,
    Category.SEX: SEXES,
    Category.CHILDREN: YOUNG,
    Category.ORIGIN: SKINS,
    Category.ORIENTATION: ORIENTATIONS,
    Category.DISABILITY: ABILITIES,
    Category.AGE: AGES,
}
# Those that a preference may welcome ("ideale per famiglie con bambini", "adatto a persone con disabilità").
WELCOMED = frozenset({Category.CHILDREN, Category.DISABILITY})

EXCLUDE = [
    "no", "non", "niente", "nessun[oa]?", "senza", "mai", "vietat[oaie]", "esclus[oaie]", "escludo", "escludiamo",
    "tranne", "eccetto", "astenersi", "astenetevi", "evitare", "sconsigliat[oaie]", "inadatt[oaie]", "non adatt[oaie]",
    "not", "never", "without", "excluding", "except", "don'?t", "do not", "we don'?t", "unsuitable", "not suitable",
]  # fmt: skip
ONLY = [
    "solo", "sol[aie]", "soltanto", "solamente", "esclusivamente", "unicamente",
    "only", "exclusively", "just", "strictly", "must be", "has to be", "have to be",
]  # fmt: skip
PREFER = [
    "riservat[oaie]", "dedicat[oaie]", "reserved", "preferibilmente", "preferibile", "preferisco", "preferiamo", "si preferisc(?:e|ono)", "preferirei", "preferiremmo",
    "preferenza", "meglio(?: se)?", "possibilmente", "gradit[oaie]", "gradirei", "prediligo", "prediligiamo", "cerco",
    "cerchiamo", "cercasi", "si cerca(?:no)?", "vorrei", "vorremmo", "ideale", "ideali", "perfett[oa] per", "pensat[oa]",
    "affitto", "affittiamo", "affittasi", "si affitta", "loco", "ospito", "ospitiamo", "destinat[oaie]", "purche", "adatt[oaie]",
    "preferably", "ideally", "ideal", "prefer(?:red)?", "we prefer", "looking", "perfect", "suitable", "suited",
    "seeking", "wanted", "would like", "for rent", "to let", "rent(?:ing)?",
]  # fmt: skip

# What may stand between such a word and the group: nothing else may, so "solo una camera per i bambini" is no wish.
FILLERS = [
    "il", "lo", "la", "l", "i", "gli", "le", "un[oa]?", "a", "ad", "al(?:lo|la|le)?", "agli", "all", "ai", "di", "del(?:la|lo|le)?",
    "degli", "dei", "per", "con", "in", "se", "e", "o", "ne", "tra", "che sia(?:no)?", "sia(?:no)?", "tutti", "altr[ie]",
    "person[ae]", "gente", "inquilin[oaie]", "affittuari[oae]?", "conduttor[ei]", "ospit[ei]", "coinquilin[oaie]",
    "famigli[ae]", "copp[ei]", "coppi[ae]", "nucle[oi](?: familiar[ei])?", "soggett[oi]", "single", "student[ei]",
    "lavorator[ei]", "professionist[aie]", "impiegat[oi]", "referenziat[oaie]", "referenze", "seri[ao]?", "serie", "piccol[ei]",
    "brav[oaie]", "tranquill[oaie]", "pulit[oaie]", "educat[oaie]", "perbene", "affidabil[ei]", "cittadin[oaie]",
    "origin[ei]", "nazionalita", "religione", "fede", "sesso", "colore", "pelle",
    "affitto", "affittiamo", "affitta", "affittare", "affittasi", "si", "accett(?:o|a|ano|iamo|ati|ate)", "ammett(?:o|e|ono|iamo)", "ammess[ie]",
    "vogli(?:o|amo)", "vogliono", "cerc(?:o|a|ano|hiamo)", "prend(?:o|iamo|ono)", "donn[ae]", "gradi(?:sco|amo|ti|te)", "ospit(?:o|iamo)",
    "loco", "disponibil[ei]", "molto", "giovan[ei]", "adult[ie]", "mia", "nostra", "presenza", "maggiorenn[ei]",
    "adatt[oaie]", "consigliat[oaie]", "ideal[ei]", "residenti",
    "the", "an?", "any", "to", "for", "of", "with", "and", "or", "be", "is", "are", "who", "by", "rent(?:ed|ing)?", "let", "accept(?:ed|ing)?",
    "allow(?:ed)?", "want", "take", "welcome", "suitable", "people", "persons?", "tenants?", "famil(?:y|ies)", "couples?", "students?",
    "singles?", "professionals?", "workers?", "guests?", "flatmates?", "roommates?", "serious", "quiet", "clean", "reliable",
    "young", "small", "small children", "from", "origin", "other", "households?", "individuals?", "please",
]  # fmt: skip
# Further things that are excluded in the same breath: "niente animali, bambini o stranieri".
LISTED = [
    "animali", "cani", "gatti", "fumatori", "perditempo", "agenzie", "turisti", "feste", "rumori", "pets", "dogs", "cats",
    "smokers", "smoking", "parties", "agencies", "students?", "student[ei]", *["stranieri", "bambini", "foreigners", "kids"],
]  # fmt: skip

PERSONS = [
    "famigli[ae]", "coppi[ae]", "person[ae]", "inquilin[oaie]", "affittuari[oae]?", "conduttor[ei]", "lavorator[ei]",
    "lavoratric[ei]", "student[ei]", "studentess[ae]", "ragazz[oaie]", "signor[aeio]", "gente", "cittadin[oaie]", "single",
    "professionist[aie]", "impiegat[oaie]", "referenziat[oaie]", "dipendent[ei]", "giovan[ei]", "donn[ae]", "uom(?:o|ini)",
    "nucle[oi] familiar[ei]", "coinquilin[oaie]", "pensionat[oaie]", "ospit[ei]",
]  # fmt: skip
PERSONS_EN = [
    "famil(?:y|ies)", "couples?", "people", "persons?", "tenants?", "students?", "girls?", "guys?", "professionals?",
    "flatmates?", "roommates?", "workers?", "lady", "ladies", "m[ae]n", "wom[ae]n", "citizens?", "households?", "guests?",
]  # fmt: skip
# Beside a person these choose by themselves: "famiglia italiana", "Italian couple". Others there are only mentioned.
CHOSEN = [
    "italian[oaie]",
    "europe[aoie]",
    "europei",
    "comunitari[ae]?",
    "di nazionalita italiana",
    "di origine italiana",
    "di cittadinanza italiana",
]
CHOSEN_FAITHS = ["cattolic[oa]", "cattolici", "cattoliche", "cristian[oaie]"]
CHOSEN_EN = ["italian", "european", "native"]
CHOSEN_FAITHS_EN = ["christian", "catholic"]
QUALITIES = [
    "seri[oae]?", "referenziat[oaie]", "giovan[ei]", "lavorator[ei]", "tranquill[oaie]", "brav[oaie]", "sol[oaie]", "e",
    "affidabil[ei]", "possibilmente", "preferibilmente", "con", "referenze", "di", "solo", "piccol[aei]", "monoreddito",
]  # fmt: skip
# Words that are a hit wherever they stand.
ALONE: dict[Category, list[str]] = {
    Category.NATIONALITY: ["extra ?comunitari[oae]?", "clandestin[oaie]", "extra ?comunitari", "illegal immigrants?"],
    Category.ORIGIN: [
        "negr[oaie]", "zingar[oaie]", "(?:person[ae]|gente|inquilin[oi]|ragazz[oaie]|uomini|donne|famigli[ae]) di colore",
        "(?:person[ae]|uomini|donne|gente) (?:ner[aei]|bianc(?:a|he|hi))", "di razza (?:bianca|nera)", "white people", "black people",
    ],
    Category.CHILDREN: ["adults only", "solo adulti", "only adults", "soli adulti", "child ?free"],
}  # fmt: skip
AFTER = [
    "no(?= ?(?:$|[.,;!)]|grazie))", "(?:non|not) (?:sono |si |are )?(?:accettat[ie]|ammess[ie]|gradit[ie]|benvenut[ie]|accettano|ammettono|"
    "affitta|allowed|accepted|welcome|wanted|considered|suitable)", "esclus[ie]", "astenersi", "(?:si )?astengano", "vietat[ie]",
    "only", "esclusivamente", "solamente", "need not apply", "preferred", "preferit[oaie]", "preferibil(?:e|i|mente)", "sconsigliat[ie]", "avranno la precedenza",
    "are not (?:allowed|accepted|welcome)", "not (?:allowed|accepted|welcome)", "will not be (?:accepted|considered)", "excluded",
]  # fmt: skip

YEARS = "(?:1[89]|[2-9][0-9])"
AGE_PHRASES = [
    rf"(?:under|over) ?{YEARS}(?![0-9])(?!\s*(?:m2|mq|sqm|m|metri|euro|eur|km|minut|gradi))",
    "eta (?:massima|minima|max|min|compresa)",
    "limit[ei] di eta (?!ness)",
    "(?:max(?:imum)?|minimum|min) age",
    "age (?:limit|range|between)",
    rf"aged? (?:from |between |under |over )?{YEARS}",
    rf"(?:max(?:imum)?|up to|under|over) {YEARS} years old",
    rf"(?:max|massimo|non oltre(?: i)?|non piu di|sotto i|sopra i|oltre i|minimo|fino ai) {YEARS} anni(?! (?:fa|prima|di (?:contratto|affitto|mutuo|garanzia|esperienza|attivita|storia|lavoro)))",
    rf"(?:dai|tra i|fra i|tra|fra) {YEARS} (?:ai|e i|e|a) {YEARS} anni(?! fa)",
    rf"{YEARS} ?[-/] ?{YEARS} (?:anni|years old|yo)(?! (?:fa|di))",
]
