"""Numbers to call: those the person confirmed, those offered for the country, those that fit."""

from __future__ import annotations

from functools import cache
from importlib import resources

from diary_app.domain.flag import Flag
from diary_app.domain.knowledge import Level
from diary_app.domain.phones import Number, PhoneKind, PublicNumber, parse_phones
from diary_app.domain.schedule import pump_rate
from diary_app.errors import BadInput
from diary_app.services import settings
from diary_app.services.diary import Diary
from diary_app.services.shipped import read_shipped
from diary_app.storage import queries

LONGEST = 40


@cache
def public_numbers() -> tuple[PublicNumber, ...]:
    """Every public number the program knows. Parsed once."""
    return parse_phones(read_shipped("phones.toml"))


def countries() -> tuple[str, ...]:
    """The countries with at least one public number, as their two letters, in order."""
    return tuple(sorted({number.country for number in public_numbers()}))


def confirmed(diary: Diary) -> dict[PhoneKind, str]:
    """The number of each kind as the person entered it, "" for none.

    The pump clinic's is also the one noted with the last filling of a pump.
    """
    own = settings.load(diary)
    found = {kind: str(getattr(own, setting_of(kind))) for kind in PhoneKind}
    if not found[PhoneKind.CLINIC]:
        noted = [one.phone for one in queries.pump_refills(diary.file) if one.phone]
        found[PhoneKind.CLINIC] = noted[-1] if noted else ""
    return found


def country_chosen(diary: Diary) -> str:
    """The country the person chose, as two letters; "" where nobody chose one."""
    return str(queries.settings(diary.file).get("country") or "").upper()


def country_of(diary: Diary) -> str:
    """The country whose numbers are offered: the one chosen, else where the clock of the diary is.

    Two letters, "" where neither says it: then no number is offered.
    """
    return country_chosen(diary) or _by_zone().get(diary.zone, "")


@cache
def _by_zone() -> dict[str, str]:
    """The country of each time zone, from the zones' own table: country, place, zone."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    lines = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {zone: country for country, _place, zone, *_ in lines}


def offers(diary: Diary, kind: PhoneKind) -> tuple[PublicNumber, ...]:
    """The public numbers of a kind in the diary's country (`country_of`). None is for granted."""
    country = country_of(diary)
    return tuple(n for n in public_numbers() if n.country == country and n.kind is kind)


def keep(diary: Diary, kind: PhoneKind, number: str) -> None:
    """Store the number of a kind; "" takes it away. Raises BadInput for what nobody can dial."""
    clean = " ".join(number.split())
    dialled = any(sign.isdigit() for sign in clean)
    if clean and (not dialled or len(clean) > LONGEST or not clean.isprintable()):
        raise BadInput("no_telephone_number", given=number)
    settings.save(diary, **{setting_of(kind): clean})


def kind_of(text: str) -> PhoneKind:
    """The kind named. Raises BadInput naming what there is."""
    try:
        return PhoneKind(text.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError as error:
        raise BadInput("no_such_phone", given=text, names=tuple(PhoneKind)) from error


def setting_of(kind: PhoneKind) -> str:
    """The setting that holds the number of a kind."""
    return f"{kind}_phone"


def numbers_for(diary: Diary, flag: Flag) -> tuple[Number, ...]:
    """The numbers that fit the advice of a flag, first the one to call first.

    See `numbers_to_call`.
    """
    return numbers_to_call(diary, flag.id, flag.level)


def numbers_to_call(diary: Diary, id: str, level: Level) -> tuple[Number, ...]:
    """The numbers that fit the advice of a symptom or a rule, first the one to call first.

    One the person confirmed comes with its number; another with what is offered, or with neither,
    to be entered. The pump clinic stands there only where there is a pump.
    """
    kinds = dict.fromkeys(
        kind for base in diary.knowledge for kind in base.kinds_to_call(id, level)
    )
    own = confirmed(diary)
    pumped = bool(own[PhoneKind.CLINIC]) or _has_pump(diary)
    return tuple(
        Number(kind, own[kind], () if own[kind] else offers(diary, kind))
        for kind in kinds
        if kind is not PhoneKind.CLINIC or pumped
    )


def _has_pump(diary: Diary) -> bool:
    today = diary.now().day
    courses = (plan.course_on(today) for plan in queries.plans(diary.file))
    return any(course is not None and pump_rate(course.schedule) is not None for course in courses)
