"""Every kind of problem with its code. docs/about/checks.md documents each one."""

from __future__ import annotations

from mkdocs_evidence.model.problem import ProblemKind, Severity

ERROR, WARNING, ADVICE = Severity.ERROR, Severity.WARNING, Severity.ADVICE

# Files and YAML syntax
UNREADABLE = ProblemKind(
    "YML001",
    ERROR,
    "File cannot be read as text",
    "Records are UTF-8 text so that names of every script survive.",
)
YAML_SYNTAX = ProblemKind(
    "YML002", ERROR, "YAML syntax", "A file that cannot be parsed would lose its claims silently."
)
DUPLICATE_FIELD = ProblemKind(
    "YML003", ERROR, "Field given twice", "YAML would keep only the last value and drop the other."
)
NOT_A_RECORD = ProblemKind(
    "YML004",
    ERROR,
    "Not a record",
    "A record is a list of fields with values; anything else is a mistake.",
)
TOO_MUCH_YAML = ProblemKind(
    "YML005",
    ERROR,
    "Too deep or too large",
    "Nesting and anchors are bounded so that no file can stall the build.",
)
YAML_FEATURE = ProblemKind(
    "YML006",
    ERROR,
    "YAML feature not allowed",
    "Tags and merge keys hide what a record says; content never runs code.",
)

# Schema
UNKNOWN_FIELD = ProblemKind(
    "SCH001", ERROR, "Unknown field", "A misspelt field would otherwise be dropped without a word."
)
MISSING_FIELD = ProblemKind(
    "SCH002", ERROR, "Missing field", "Pages rely on these fields being there."
)
BAD_VALUE = ProblemKind(
    "SCH003",
    ERROR,
    "Value does not fit its field",
    "Each field has one form, so that numbers and terms can be compared.",
)
BAD_FILE_NAME = ProblemKind(
    "SCH004",
    ERROR,
    "File name is not a slug",
    "The file's name is the page's address and the name other records link to.",
)

# BibTeX
BIB_SYNTAX = ProblemKind(
    "BIB001",
    ERROR,
    "BibTeX entry cannot be read",
    "An entry that cannot be parsed is a study that cannot be cited.",
)
BIB_DUPLICATE_KEY = ProblemKind(
    "BIB002",
    ERROR,
    "Citation key used twice",
    "A key must name one study; keys that differ only in case share a page.",
)
BIB_DUPLICATE_FIELD = ProblemKind(
    "BIB003", ERROR, "BibTeX field given twice", "Only one of the two values could be shown."
)
BIB_KEY = ProblemKind(
    "BIB004",
    ERROR,
    "Citation key cannot be used",
    "Keys become page addresses and stand inside citations.",
)
BIB_NO_TITLE = ProblemKind(
    "BIB005",
    ERROR,
    "Entry without a title",
    "A reference without a title cannot be recognised by a reader.",
)
BIB_STRING = ProblemKind(
    "BIB006", WARNING, "Undefined @string", "The abbreviation would be printed as it stands."
)
BIB_CROSSREF = ProblemKind(
    "BIB007",
    WARNING,
    "crossref to an entry that is not there",
    "Fields that the parent should give are missing.",
)
BIB_LATEX = ProblemKind(
    "BIB008",
    WARNING,
    "LaTeX that cannot be shown",
    "Readers would see the macro instead of the letter.",
)

# Citations
UNKNOWN_KEY = ProblemKind(
    "CIT001",
    ERROR,
    "Citation key not in the reference list",
    "A citation without a study never reaches a page.",
)
NO_EVIDENCE = ProblemKind(
    "CIT002",
    ERROR,
    "Claim without evidence",
    "Every claim links to a study that supports or contradicts it.",
)
STUDY_TWICE = ProblemKind(
    "CIT003", WARNING, "Study linked twice for one analysis", "The same finding would count twice."
)
UNCITED_SUMMARY = ProblemKind(
    "CIT004",
    WARNING,
    "Bottom line without a citation",
    "The first sentences a reader sees need their studies too.",
)
UNCITED_LEAFLET = ProblemKind(
    "CIT005",
    ERROR,
    "Leaflet sentence without a citation",
    "A patient who asks where a promise or a warning comes from gets a study.",
)

# Links between records
UNKNOWN_SLUG = ProblemKind(
    "LNK001", ERROR, "Link to a record that is not there", "A reader would meet a dead end."
)
UNKNOWN_CLAIM = ProblemKind(
    "LNK002",
    ERROR,
    "Link to a claim that is not there",
    "A verdict must rest on claims that exist.",
)
DUPLICATE_SLUG = ProblemKind(
    "LNK003", ERROR, "Two records with one name", "A link by name must lead to one page."
)
DUPLICATE_CLAIM = ProblemKind(
    "LNK004", ERROR, "Claim id used twice", "A claim's link must lead to one claim, for ever."
)
UNKNOWN_GROUP = ProblemKind(
    "LNK005",
    ERROR,
    "Group that the site does not know",
    "Groups are the sections of the indexes; mkdocs.yml lists them.",
)
UNANSWERED_STATEMENT = ProblemKind(
    "LNK006",
    ERROR,
    "Verdict without claims",
    "A verdict rests on claims, or says when evidence was searched in vain.",
)
UNKNOWN_LIST = ProblemKind(
    "LNK007", ERROR, "List that does not exist", "Readers would see the notation, not the list."
)
UNKNOWN_LEGEND = ProblemKind(
    "LNK008",
    ERROR,
    "Legend that is not there",
    "Whoever wonders what a symbol means must find out in one step.",
)

# The reference list
DUPLICATE_DOI = ProblemKind(
    "REF001", ERROR, "DOI used twice", "One study under two keys splits its claims."
)
DUPLICATE_PMID = ProblemKind(
    "REF002", ERROR, "PMID used twice", "One study under two keys splits its claims."
)
SHARED_TRIAL = ProblemKind(
    "REF003",
    ADVICE,
    "Registry id shared",
    "Reports of one trial are one source of evidence, not several.",
)
UNUSED_REFERENCE = ProblemKind(
    "REF004", ADVICE, "Reference that nothing cites", "Its study page would have no claims."
)
NO_IDENTIFIER = ProblemKind(
    "REF005",
    WARNING,
    "Reference without DOI, PMID, ISBN or URL",
    "Readers must be able to find the study.",
)
ORPHAN_APPRAISAL = ProblemKind(
    "REF006",
    ERROR,
    "Study record without a reference",
    "The file's name is the citation key of the study it appraises.",
)

# Dates
IMPOSSIBLE_DATE = ProblemKind(
    "DAT001", ERROR, "Date that does not exist", "A date on a page must be one."
)
FUTURE_DATE = ProblemKind("DAT002", ERROR, "Date in the future", "Nothing was reviewed tomorrow.")
DATES_REVERSED = ProblemKind(
    "DAT003",
    ERROR,
    "Review due before the last review",
    "The next review comes after the last one.",
)
IMPOSSIBLE_YEAR = ProblemKind(
    "DAT004", ERROR, "Year that cannot be", "A study's year orders the evidence."
)

# Numbers
ESTIMATE_OUTSIDE = ProblemKind(
    "NUM001",
    ERROR,
    "Estimate outside its interval",
    "One of the three numbers is a misprint.",
    may_be_allowed=True,
)
P_AGAINST_INTERVAL = ProblemKind(
    "NUM002",
    WARNING,
    "p value against interval",
    "A 95% interval that leaves out no effect goes with p below 0.05.",
    may_be_allowed=True,
)
EVENTS_AGAINST_VALUE = ProblemKind(
    "NUM003",
    ERROR,
    "Events against percentage",
    "The percentage must follow from the counts beside it.",
    may_be_allowed=True,
)
IMPOSSIBLE_PERCENTAGE = ProblemKind(
    "NUM004",
    ADVICE,
    "Percentage that no count gives",
    "No whole number of people makes this percentage of this group (GRIM).",
    may_be_allowed=True,
)
TOO_MANY_PEOPLE = ProblemKind(
    "NUM005",
    ERROR,
    "More people than the study has",
    "An analysis cannot hold more people than were enrolled.",
    may_be_allowed=True,
)
IMPOSSIBLE_EVENTS = ProblemKind(
    "NUM006",
    ERROR,
    "More events than people",
    "Counts are [people with the event, people in the group].",
)

# Direction
DIRECTION_AGAINST_INTERVAL = ProblemKind(
    "DIR001",
    ERROR,
    "Direction against interval",
    "An interval that includes no effect shows neither benefit nor harm.",
    may_be_allowed=True,
)
DIRECTION_AGAINST_SIGN = ProblemKind(
    "DIR002",
    ERROR,
    "Direction against sign",
    "The sign of the estimate, with the better side of the outcome, gives the direction.",
    may_be_allowed=True,
)

# Certainty
GRADE_ARITHMETIC = ProblemKind(
    "GRD001",
    ERROR,
    "GRADE arithmetic",
    "The start, minus steps down, plus steps up, is the certainty.",
    may_be_allowed=True,
)
STEP_WITHOUT_REASON = ProblemKind(
    "GRD002",
    ERROR,
    "GRADE step without a reason",
    "A reader can only judge a rating whose reasons are given.",
)
NOT_RATED = ProblemKind(
    "GRD003",
    ERROR,
    "Effect without a rating",
    "Every efficacy, safety or durability claim says how sure we are.",
    may_be_allowed=True,
)
UNCONTROLLED_TOO_SURE = ProblemKind(
    "GRD004",
    ERROR,
    "Uncontrolled studies rated too high",
    "Without a comparison, certainty is low unless a step up is explained.",
    may_be_allowed=True,
)
SMALL_TRIAL_HIGH = ProblemKind(
    "GRD005",
    ERROR,
    "One small trial rated high",
    "A few hundred people in one trial leave too much to chance.",
    may_be_allowed=True,
)
NARRATIVE_ONLY = ProblemKind(
    "GRD006",
    ADVICE,
    "Claim on a narrative review alone",
    "A review without a method is an opinion; cite what it rests on.",
    may_be_allowed=True,
)

# Wording
VERB_AGAINST_CERTAINTY = ProblemKind(
    "WRD001",
    ERROR,
    "Verb against certainty",
    "Readers take certainty from the verb before they see the symbol.",
    may_be_allowed=True,
)

# Leaflets for patients
HARD_TO_READ = ProblemKind(
    "PLN001",
    ADVICE,
    "Leaflet hard to read",
    "Many adults read as a twelve-year-old does: short sentences and short words reach them.",
    may_be_allowed=True,
)
NO_ABSOLUTE_NUMBER = ProblemKind(
    "PLN002",
    ERROR,
    "Leaflet number without its absolute form",
    "“Half the risk” or “50%” says little until a reader knows how many people of how many.",
)

# Allowances
UNKNOWN_ALLOWANCE = ProblemKind(
    "ALW001",
    ERROR,
    "Code that cannot be allowed",
    "Only checks of judgement can be waived, never the law of citations.",
)
UNUSED_ALLOWANCE = ProblemKind(
    "ALW002",
    WARNING,
    "Allowance that is not needed",
    "A waiver that outlives its cause would hide the next mistake.",
)

ALL: dict[str, ProblemKind] = {
    kind.code: kind for kind in list(globals().values()) if isinstance(kind, ProblemKind)
}
