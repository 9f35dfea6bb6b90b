"""Invented words: nothing here is a real drug, disease, journal, place or person."""

from __future__ import annotations

#: First and second words of conditions; together they name more than a thousand.
CONDITION_FIRST = (
    "violet copper lantern harbour pebble thistle meadow marble velvet ember willow granite "
    "feather compass chimney orchard puddle saffron walnut bramble cobalt drizzle emerald ferry "
    "gable hazel indigo juniper kettle lilac mustard nutmeg ochre parchment quartz ribbon sundial "
    "teapot umber weathercock"
).split()
CONDITION_SECOND = (
    "yawning humming stumbling wobbling blinking fidgeting whistling drowsing giggling mumbling "
    "dawdling squinting tiptoeing shivers grumbles daydreams tingles flutters sighs twitches "
    "wanders hiccups blushes creaks rattles whispers sniffles waddles jitters crumbles"
).split()
TREATMENT_FIRST = (
    "moonstone starling snowdrop candle barley cinder driftwood elderflower gooseberry honeycomb "
    "lichen marzipan nettle oyster peppermint"
).split()
TREATMENT_SECOND = "syrup balm tea lozenge powder broth vapour".split()
ROUTES = {
    "syrup": "by the spoon",
    "balm": "on the skin",
    "tea": "by the cup",
    "lozenge": "under the tongue",
    "powder": "in water",
    "broth": "by the bowl",
    "vapour": "by the nose",
}
COMPARATORS = (
    "warm water",
    "an empty cup",
    "plain toast",
    "usual pottering",
    "a waiting list",
    "sugared water",
)
PEOPLE = (
    "adults with {}",
    "lighthouse keepers with {}",
    "clockmakers with {}",
    "children over six with {}",
    "retired ferrymen with {}",
    "beekeepers with {}",
)
GROUPS = {
    "sounds": "Sounds and murmurs",
    "movements": "Movements",
    "moods": "Moods of the weather",
    "senses": "Senses",
    "sleep": "Sleep and dreams",
    "household": "Household ailments",
    "travel": "Ailments of travel",
    "seasons": "Seasonal ailments",
}
OUTCOME_GROUPS = {
    "severity": "Severity",
    "response": "Response",
    "daily-life": "Daily life",
    "return": "Return of the ailment",
    "tongue": "Colour of the tongue",
    "bells": "Distant bells",
    "mornings": "Mornings",
    "use": "Use of the treatment",
}
FAMILIES = (
    "Muster Novák Østergård Müller Faux Čapek Ionesco-Bell Ångstrand Peña Núñez Łukasik Szabó "
    "Gómez Dvořák Thistlewood Lindqvist Brönte Köhler Weiß Fjørd Çelik Ybáñez Hübner Marlowe "
    "O'Example Specimen Placeholder Testwick Sampleby Fictus Inventar Whimsel Tarrow Quillfeather "
    "Bramblewick Pottersby Underhill Ferrymann Gablestone Candlewright Mossop Pebbleton Åkerlund "
    "Šimůnek Ráczová Żelazny Émilienne Gråberg Hřebíček Kovářová"
).split()
GIVENS = (
    "Erika Petr Søren José Zoë Jürgen Ana-Luísa François Björk Chloé Dana Emil Freya Gül Håkan "
    "Inés Jiří Kateřina Łucja Maël Noémi Oda Pál Quentin Renée Štěpán Tove Ulla Věra Wanda"
).split()
PARTICLES = ("van der", "de la", "von", "af", "de")
CORPORATE = (
    "Board of Invented Remedies",
    "Guild of Lighthouse Physicians",
    "Royal Society of Pottering",
    "Commission on Imaginary Ailments",
    "Agency for Made-up Medicines",
    "Collège des Remèdes Inventés",
)
JOURNALS = (
    "Journal of Invented Medicine",
    "Annals of Fiction",
    "Acta Fabulosa",
    "The Made-up Lancelet",
    "Archives of Imaginary Ailments",
    "Example Journal of Trials",
    "Zeitschrift für Erfundene Heilkunde",
    "Revue des Remèdes Imaginaires",
    "Placeholder Reviews",
    "Proceedings of the Whimsical Society",
    "Quarterly of Pottering",
    "Studies in Nonsense \\& Remedies",
)
PLACES = "Ruritania Lilliput Brobdingnag Laputa Zenda Erewhon Barataria Graustark".split()
#: Designs of studies with their weights, and what the title says of each.
DESIGNS = {
    "rct": (50, "a randomised trial"),
    "rct-crossover": (6, "a crossover trial"),
    "cohort": (14, "a cohort of {place}"),
    "case-control": (5, "a case-control study"),
    "meta-analysis": (8, "a meta-analysis"),
    "systematic-review": (9, "a systematic review"),
    "case-series": (5, "a series of cases"),
    "guideline": (3, "guidance for {place}"),
}
#: Openings, middles and ends of sentences of prose.
SUBJECTS = (
    "Most keepers in {place}",
    "Two thirds of the people who were asked",
    "Records of the harbour offices",
    "Families in the hills of {place}",
    "Visitors to the market",
    "The older case books",
    "Neighbours who kept diaries",
    "Nearly all of the invited clockmakers",
    "A survey in {place}",
    "Several small villages",
)
VERBS = (
    "told of longer bouts",
    "described two or three spells a day",
    "counted fewer quiet evenings",
    "noticed a change of colour in the curtains",
    "preferred the *slower* way of brewing",
    "put the first spell down to the weather",
    "saw **no pattern** over the seasons",
    "kept the kettle warm until noon",
    "spoke of a hum behind the door",
    "wrote down every bout with care",
)
CIRCUMSTANCES = (
    "in the wet months of the year",
    "after a walk along the pier",
    "when the wind came from the north",
    "while the shops were still closed",
    "on the days on which the ferry did not run",
    "before the second cup and after the third",
    "in houses with more than four clocks",
    "however long they had lived there",
    "as soon as the lamps were lit",
    "although nobody had asked them to",
)
SECTION_TITLES = (
    ("How it begins", "What people try at home"),
    ("Who has it", "What the diaries say"),
    ("In the course of a year", "In the villages"),
    ("Around the harbour", "After the first cup"),
)
