"""One page of every type on the real site."""

PAGE_TYPES = [
    "",
    "map/",
    "claims/",
    "compare/",
    "compare/conditions/",
    "conditions/",
    "conditions/post-traumatic-stress-disorder/",
    "conditions/osteoarthritis-pain/",
    "conditions/fibromyalgia/leaflet/",
    "treatments/",
    "treatments/intranasal-esketamine/",
    "harms/urinary-tract/",
    "topics/regulators-and-guidelines/",
    "studies/",
    "studies/popova2019/",
    "references/",
    "heard/",
    "about/how-to-read/",
    "about/checks/",
    "about/statistics/",
]
