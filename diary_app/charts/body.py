"""Where on the body: the figure from the front and from behind, each area shaded by its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diary_app.charts.chart import Chart, Table, Words
from diary_app.charts.drawing import Drawing, lines_height
from diary_app.charts.heading import empty_chart, heading
from diary_app.charts.series import Span
from diary_app.charts.style import Look, drawing_rules, mixed, readable
from diary_app.domain.body_shapes import HEIGHT, WIDTH, View, middle, shapes
from diary_app.domain.region import Region
from diary_app.domain.where import RegionFigures
from diary_app.frozen import dataclass
from diary_app.text import _, ngettext
from diary_app.wording.days import spelled_span
from diary_app.wording.numbers import number
from diary_app.wording.regions import region_name

MOST_NAMED = 3  # areas that the sentence names
_LEAST_SHADE = 0.18
_BESIDE = 380  # points of width at 100 % text that two figures need beside each other


@dataclass(frozen=True)
class BodyView:
    """What the picture shows: the figures of each area, of the symptoms with these labels."""

    span: Span
    regions: Mapping[Region, RegionFigures]
    labels: tuple[str, ...]


def body_chart(view: BodyView, look: Look) -> Chart:
    """The two figures beside each other, with the number of days on each area that was named."""
    if not view.regions:
        return empty_chart(
            _("Where on the body a symptom was will be here, once you say where it is."), look
        )
    words = body_words(view)
    with drawing_rules():
        head = heading(words, look)
        # Below one another where large type leaves two of them no room beside each other.
        beside = look.width / look.text_scale >= _BESIDE
        wanted = look.lower(look.gap(330), 1, head.height + look.gap(380), look.gap(240))
        height = min(wanted, look.width * (0.4 if beside else 0.7) * HEIGHT / WIDTH)
        width = height * WIDTH / HEIGHT
        top = head.height + look.gap(30)
        step = 0.0 if beside else height + look.gap(40)
        note = _("The number is on how many days.")
        bottom = top + height + step
        drawing = Drawing(look, bottom + lines_height(2, look.small) + look.gap(14))
        head.draw(drawing)
        for place, of in enumerate(View):
            middle_x = look.width * (0.27 + 0.46 * place if beside else 0.5)
            box = (middle_x - width / 2, top + place * step, width, height)
            _draw_figure(drawing, view, of, box)
        at = (look.width / 2, bottom + look.small * 1.5)
        drawing.text(at, note, size=look.small, color=look.palette.muted, across="center")
    alt = _("Picture of the body. {words}").format(words=words)
    return Chart(drawing.figure, words, body_table(view), alt)


def _draw_figure(
    drawing: Drawing, view: BodyView, of: View, box: tuple[float, float, float, float]
) -> None:
    look, colors = drawing.look, drawing.look.palette
    left, top, width, height = box
    name = _("from the front") if of is View.FRONT else _("from behind")
    drawing.text((left + width / 2, top - look.gap(18)), name, bold=True, across="center")
    sides = (_("right"), _("left")) if of is View.FRONT else (_("left"), _("right"))
    for share, side in zip((0.04, 0.96), sides, strict=True):
        at = (left + width * share, top + look.gap(2))
        drawing.text(at, side, size=look.small, color=colors.muted, across="center")
    most = max(figures.days for figures in view.regions.values())
    for region, shape in shapes(of).items():
        points = [(left + x * width, top + y * height) for x, y in shape]
        figures = view.regions.get(region)
        share = 0.0 if figures is None else _LEAST_SHADE + (1 - _LEAST_SHADE) * figures.days / most
        face = mixed(colors.card, colors.lines[0], share)
        drawing.shape(points, face, edge=colors.muted, width=look.gap(0.8))
        if figures is not None:
            x, y = middle(shape)
            color = readable(face, (colors.card, colors.text))
            at = (left + x * width, top + y * height)
            drawing.text(at, str(figures.days), bold=True, color=color, across="center")


def body_words(view: BodyView) -> Words:
    """The areas with the most days, and what that rests on."""
    by_days = sorted(view.regions, key=lambda region: -view.regions[region].days)
    named = [
        ngettext("{region} on {n} day", "{region} on {n} days", view.regions[region].days).format(
            region=region_name(region), n=view.regions[region].days
        )
        for region in by_days[:MOST_NAMED]
    ]
    headline = _("Where it was most often: {regions}.").format(regions=", ".join(named))
    rests = [spelled_span(view.span.days) + "."]
    if view.labels:
        rests.append(_("Counted: {symptoms}.").format(symptoms=", ".join(view.labels)))
    records = sum(figures.records for figures in view.regions.values())
    rests.append(
        ngettext("{n} record names a place.", "{n} records name a place.", records).format(
            n=records
        )
        if len(view.regions) == 1
        else _("One record may name several areas.")
    )
    return Words(headline, " ".join(rests))


def body_table(view: BodyView) -> Table:
    """Each area with its days, its records and its ratings."""
    header: Sequence[str] = (
        _("Where"),
        _("Days"),
        _("Records"),
        _("Middle rating"),
        _("Highest rating"),
    )
    rows = tuple(
        (
            region_name(region),
            str(own.days),
            str(own.records),
            _("not rated") if own.median is None else number(own.median),
            _("not rated") if own.highest is None else str(own.highest),
        )
        for region, own in view.regions.items()
    )
    return Table(tuple(header), rows)
