"""The closed lists of work and training (``domain.md`` §2, §3). Codes are stored; labels are the page's words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ContractForm(TextChoices):
    """Forms of a placement (``placement_type``, ``domain.md`` §2.2)."""

    TRAINEESHIP = "tirocinio", _("Tirocinio extracurriculare")
    INCLUSION = "inclusione", _("Tirocinio di inclusione sociale")
    WORK_GRANT = "borsa_lavoro", _("Borsa lavoro")
    APPRENTICE_1 = "apprendistato_1", _("Apprendistato per la qualifica e il diploma (I livello)")
    APPRENTICE_2 = "apprendistato_2", _("Apprendistato professionalizzante (II livello)")
    APPRENTICE_3 = "apprendistato_3", _("Apprendistato di alta formazione (III livello)")
    FIXED_TERM = "determinato", _("Contratto a tempo determinato")
    PERMANENT = "indeterminato", _("Contratto a tempo indeterminato")
    AGENCY = "somministrazione", _("Lavoro in somministrazione (agenzia)")
    SEASONAL = "stagionale", _("Lavoro stagionale")
    DOMESTIC = "domestico", _("Lavoro domestico (colf, assistenza)")
    ON_CALL = "intermittente", _("Lavoro intermittente (a chiamata)")


TRAINEESHIPS = frozenset({ContractForm.TRAINEESHIP, ContractForm.INCLUSION, ContractForm.WORK_GRANT})
APPRENTICESHIPS = frozenset({ContractForm.APPRENTICE_1, ContractForm.APPRENTICE_2, ContractForm.APPRENTICE_3})


class Remote(TextChoices):
    NO = "no", _("Sul posto")
    PARTLY = "partly", _("In parte a distanza")
    FULLY = "fully", _("Tutto a distanza")


class PayPeriod(TextChoices):
    HOUR = "hour", _("all’ora")
    MONTH = "month", _("al mese")
    YEAR = "year", _("all’anno")


class Weekday(TextChoices):
    MON = "1", _("lunedì")
    TUE = "2", _("martedì")
    WED = "3", _("mercoledì")
    THU = "4", _("giovedì")
    FRI = "5", _("venerdì")
    SAT = "6", _("sabato")
    SUN = "7", _("domenica")


class PartOfDay(TextChoices):
    """Parts of a week's days, for wishes and for what a shift or a lesson falls into."""

    MORNING = "morning", _("mattina (6-14)")
    AFTERNOON = "afternoon", _("pomeriggio (14-18)")
    EVENING = "evening", _("sera (18-22)")
    NIGHT = "night", _("notte (22-6)")
    WEEKEND = "weekend", _("sabato e domenica")


class Cefr(TextChoices):
    """Levels of Italian, lowest first: literacy, the six of the Council of Europe and the one before them."""

    ALFA = "ALFA", _("Alfabetizzazione")
    PRE_A1 = "PRE_A1", _("Pre A1")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Licence(TextChoices):
    AM = "AM", _("Patente AM")
    A = "A", _("Patente A")
    B = "B", _("Patente B")
    C = "C", _("Patente C")
    CE = "CE", _("Patente C+E")
    D = "D", _("Patente D")
    CQC_GOODS = "CQC_M", _("CQC merci")
    CQC_PERSONS = "CQC_P", _("CQC persone")


class Certificate(TextChoices):
    """Attestations of a course that a job may ask for."""

    SAFETY_GENERAL = "sicurezza_generale", _("Sicurezza, formazione generale")
    SAFETY_LOW = "sicurezza_basso", _("Sicurezza, rischio basso")
    SAFETY_MEDIUM = "sicurezza_medio", _("Sicurezza, rischio medio")
    SAFETY_HIGH = "sicurezza_alto", _("Sicurezza, rischio alto")
    HACCP = "haccp", _("Igiene degli alimenti (HACCP)")
    FORKLIFT = "muletto", _("Carrello elevatore (muletto)")
    FIRST_AID = "primo_soccorso", _("Primo soccorso")
    FIRE = "antincendio", _("Antincendio")
    ASA = "asa", _("ASA, ausiliario socio-assistenziale")
    OSS = "oss", _("OSS, operatore socio-sanitario")
    SCAFFOLD = "ponteggi", _("Montaggio di ponteggi")
    PLATFORM = "piattaforme", _("Piattaforme di lavoro elevabili")
    ELECTRIC = "elettrico", _("Lavori elettrici (PES, PAV)")


class Skill(TextChoices):
    """What somebody can do, in everyday words; none of them tells who somebody is."""

    CLEANING = "pulire", _("Pulire e riordinare")
    COOKING = "cucinare", _("Cucinare")
    KITCHEN_HELP = "aiuto_cucina", _("Aiutare in cucina, lavare i piatti")
    SERVING = "servire", _("Servire ai tavoli o al banco")
    BAKING = "panificare", _("Fare pane, pizza o dolci")
    STOCK = "magazzino", _("Preparare ordini, gestire il magazzino")
    LOADING = "carico", _("Caricare e scaricare merci")
    DRIVING = "guidare", _("Guidare per consegne o trasporti")
    MASONRY = "muratura", _("Lavori di muratura")
    PAINTING = "imbiancare", _("Imbiancare, verniciare")
    PLUMBING = "idraulica", _("Lavori da idraulico")
    WIRING = "elettricita", _("Lavori da elettricista")
    WELDING = "saldare", _("Saldare, lavorare i metalli")
    WOODWORK = "legno", _("Lavorare il legno")
    MECHANICS = "meccanica", _("Riparare auto, biciclette o macchine")
    MACHINES = "macchine", _("Lavorare alle macchine, assemblare")
    SEWING = "cucire", _("Cucire, stirare")
    HAIR = "capelli", _("Tagliare i capelli, trattamenti estetici")
    CARE = "assistenza", _("Assistere persone anziane o malate")
    CHILDCARE = "bambini", _("Seguire bambini")
    GARDENING = "verde", _("Curare piante e giardini")
    FARMING = "campagna", _("Lavorare nei campi o con gli animali")
    SELLING = "vendere", _("Vendere, stare alla cassa")
    RECEPTION = "accoglienza", _("Accogliere clienti, portineria")
    OFFICE = "ufficio", _("Lavori d’ufficio, contabilità di base")
    COMPUTER = "computer", _("Usare il computer e i programmi d’ufficio")
    IT = "informatica", _("Programmare, gestire reti o siti")
    MEDIATION = "mediazione", _("Tradurre, mediare tra persone")
    TEAM = "squadra", _("Lavorare in squadra")
    TEACHING = "insegnare", _("Insegnare, formare altre persone")


class FixedTermCause(TextChoices):
    """Causes beyond the free months (D.Lgs. 81/2015 art. 19 c. 1)."""

    COLLECTIVE = "ccnl", _("Caso previsto dal contratto collettivo")
    PARTIES = "parti", _("Esigenza tecnica, organizzativa o produttiva")
    REPLACEMENT = "sostituzione", _("Sostituzione di chi è assente")


class Promoter(TextChoices):
    """Who may promote a traineeship in Lombardy (DGR 7763/2018)."""

    SCHOOL = "school", _("Scuola, ITS o università")
    TRAINING = "training", _("Ente di formazione accreditato")
    CPI = "cpi", _("Centro per l’impiego o AFOL")
    LABOUR = "labour", _("Operatore accreditato o autorizzato al lavoro")
    COMMUNITY = "community", _("Comunità terapeutica o cooperativa sociale, per chi segue")
    OTHER = "other", _("Altro soggetto ammesso")


class Experience(TextChoices):
    NONE = "none", _("Non serve: si impara sul posto")
    SOME = "some", _("Meglio se l’hai già fatto")
    NEEDED = "needed", _("Serve esperienza")


class CourseType(TextChoices):
    """Types of course (``domain.md`` §3)."""

    ITALIAN = "italiano", _("Corso di italiano")
    CPIA_AALI = "cpia_aali", _("CPIA, alfabetizzazione e lingua italiana")
    CPIA_1L_1P = "cpia_1l_1p", _("CPIA, licenza media")
    CPIA_1L_2P = "cpia_1l_2p", _("CPIA, obbligo di istruzione")
    CPIA_2L = "cpia_2l", _("CPIA, diploma serale")
    IEFP = "iefp", _("Istruzione e formazione professionale (IeFP)")
    IFTS = "ifts", _("IFTS, formazione tecnica superiore")
    ITS = "its", _("ITS Academy")
    REGIONAL = "fp_regionale", _("Formazione professionale regionale")
    SAFETY = "sicurezza", _("Sicurezza sul lavoro")
    HACCP = "haccp", _("Igiene degli alimenti (HACCP)")
    FORKLIFT = "muletto", _("Carrello elevatore (muletto)")
    FIRST_AID = "primo_soccorso", _("Primo soccorso")
    FIRE = "antincendio", _("Antincendio")
    LICENCE_B = "patente_b", _("Patente B")
    CQC = "cqc", _("CQC")
    ASA = "asa", _("ASA, ausiliario socio-assistenziale")
    OSS = "oss", _("OSS, operatore socio-sanitario")
    SKILLS = "competenze", _("Competenze e orientamento al lavoro")
    DIGITAL = "digitale", _("Computer e competenze digitali")


class Outcome(TextChoices):
    """What one has at the end of a course."""

    ATTENDANCE = "attendance", _("Attestato di frequenza")
    COMPETENCE = "competence", _("Certificato di competenze (QRSP)")
    QUALIFICATION = "qualification", _("Qualifica o diploma")
    CEFR = "cefr", _("Certificato di lingua")
    PERMIT = "patentino", _("Patentino o abilitazione")


class Mode(TextChoices):
    PRESENCE = "presence", _("In presenza")
    MIXED = "mixed", _("In parte online")
    ONLINE = "online", _("Online")


class Schooling(TextChoices):
    NONE = "none", _("Nessun titolo richiesto")
    PRIMARY = "primary", _("Scuola primaria")
    MIDDLE = "middle", _("Licenza media")
    QUALIFICATION = "qualification", _("Qualifica professionale")
    DIPLOMA = "diploma", _("Diploma")
    DEGREE = "degree", _("Laurea")


class Childcare(TextChoices):
    NO = "no", _("No")
    ON_SITE = "on_site", _("Sì, nello stesso posto")
    VOUCHER = "voucher", _("Sì, con un contributo")


class Funding(TextChoices):
    NONE = "none", _("Nessun finanziamento")
    GOL = "gol", "GOL"
    FSE = "fse", "FSE+"
    FAMI = "fami", "FAMI"
    SAI = "sai", "SAI"
    STATE = "state", _("Scuola pubblica")
    OTHER = "other", _("Altro")


class MediationLanguage(TextChoices):
    """Languages in which a course has a mediator: an offer of the course, never a trait of a person."""

    AR = "ar", _("arabo")
    EN = "en", _("inglese")
    FR = "fr", _("francese")
    ES = "es", _("spagnolo")
    PT = "pt", _("portoghese")
    UK = "uk", _("ucraino")
    RU = "ru", _("russo")
    FA = "fa", _("farsi e dari")
    PS = "ps", _("pashto")
    UR = "ur", _("urdu")
    BN = "bn", _("bengalese")
    PA = "pa", _("punjabi")
    SO = "so", _("somalo")
    TI = "ti", _("tigrino")
    AM = "am", _("amarico")
    WO = "wo", _("wolof")
    ZH = "zh", _("cinese")
    TR = "tr", _("turco")
    SI = "si", _("singalese")
    LIS = "lis", _("lingua dei segni italiana")


class EditionState(TextChoices):
    OPEN = "open", _("Iscrizioni aperte")
    CONFIRMED = "confirmed", _("Confermata")
    CANCELLED = "cancelled", _("Annullata")
    ENDED = "ended", _("Conclusa")


class EnrolmentState(TextChoices):
    """What follows an answer to a proposal for a course (``domain.md`` §3); before it the proposal itself speaks."""

    WAITLIST = "waitlist", _("In lista d’attesa")
    ADMITTED = "admitted", _("Ammessa")
    ATTENDING = "attending", _("Sta frequentando")
    COMPLETED = "completed", _("Ha finito il corso")
    CERTIFIED = "certified", _("Ha avuto il certificato")
    DROPPED = "dropped", _("Ha lasciato")


class DropReason(TextChoices):
    """Why somebody left a course; a closed list without any trait of the person."""

    WORK = "work", _("Ha trovato un lavoro")
    TIMES = "times", _("Orari non compatibili")
    DISTANCE = "distance", _("Troppo lontano")
    CHILDCARE = "childcare", _("Nessuno per i figli in quelle ore")
    LEVEL = "level", _("Livello non adatto")
    MOVED = "moved", _("Ha cambiato città")
    ABSENCES = "absences", _("Troppe assenze")
    CANCELLED = "cancelled", _("L’edizione è stata annullata")
    OTHER = "other", _("Altro motivo")
