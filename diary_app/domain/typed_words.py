"""Words that people type for days, months and units, in the languages that the diary speaks.

All are read whatever the language of the program: a word means one thing only in all of them.
"""

from __future__ import annotations

NEAR = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "heute": 0,
    "gestern": -1,
    "morgen": 1,
    "hoy": 0,
    "ayer": -1,
    "mañana": 1,
    "manana": 1,
    "aujourd'hui": 0,
    "aujourd’hui": 0,
    "hier": -1,
    "demain": 1,
}

MONTHS = (
    ("january", "januar", "jänner", "enero", "janvier"),
    ("february", "februar", "febrero", "février", "fevrier"),
    ("march", "märz", "maerz", "marzo", "mars"),
    ("april", "abril", "avril"),
    ("may", "mai", "mayo"),
    ("june", "juni", "junio", "juin"),
    ("july", "juli", "julio", "juillet"),
    ("august", "agosto", "août", "aout"),
    ("september", "septiembre", "septembre"),
    ("october", "oktober", "octubre", "octobre"),
    ("november", "noviembre", "novembre"),
    ("december", "dezember", "diciembre", "décembre", "decembre"),
)

MONTH_ALONE = frozenset(name for names in MONTHS for name in names) - {"may", "mai", "mars"}
"""Names that mean a month even without a year: "may" may be a word."""

# What is counted, without the s of the plural.
COUNTED = {
    "tablet": ("tablet", "tab", "tablette", "tabletten", "comprimido", "pastilla", "comprimé"),
    "capsule": ("capsule", "kapsel", "kapseln", "cápsula", "capsula", "gélule", "gelule"),
    "drop": ("drop", "tropfen", "gota", "goutte"),
    "puff": ("puff", "hub", "hübe", "inhalación", "inhalacione", "bouffée"),
    "unit": ("unit", "einheit", "einheiten", "unidad", "unidade", "unité"),
}


def month_named(name: str) -> int | None:
    """The number of the month whose name begins with `name`; None for none, or for several."""
    found = {
        number
        for number, names in enumerate(MONTHS, 1)
        if any(one.startswith(name) for one in names)
    }
    return found.pop() if len(found) == 1 else None
