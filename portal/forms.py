"""What all forms share: their look (renderer) and dates typed the Dutch way."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

from governance.vocabulary import Precision

# Class of the control by the kind of widget; radios and tick boxes are styled by their type.
WIDGET_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.CheckboxInput, ""),
    (forms.Select, "utrecht-select p-select"),
    (forms.FileInput, "p-bestand"),
    (forms.HiddenInput, ""),
    (Input, "utrecht-textbox"),
)


class PortalBoundField(forms.BoundField):
    """A field whose control carries the class of its NL Design System component."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Django's attributes (described-by, invalid, required) and the class of the component.

        A placeholder that only repeats the label, as allauth's do, is left out.
        """
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        component = next((name for kind, name in WIDGET_CLASSES if isinstance(widget, kind)), "")
        if component and self.errors:
            component += f" {component.split()[0]}--invalid"
        if str(widget.attrs.get("placeholder", "")) == str(self.label):
            built["placeholder"] = False
        given = (built.get("class"), widget.attrs.get("class"))
        classes = " ".join(filter(None, (component, *(str(name) for name in given if name))))
        return {**built, "class": classes} if classes else built


class Renderer(TemplatesSetting):
    """``FORM_RENDERER``: label above, description, error at the field, all in NL Design System markup.

    Needs ``django.forms`` in ``INSTALLED_APPS``, so that Django's own widget templates are found too.
    """

    bound_field_class = PortalBoundField


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as exactly as somebody gave it; ``first`` and ``last`` are its first and last day."""

    first: datetime.date
    precision: Precision

    @property
    def last(self) -> datetime.date:
        """The last day that the date can mean."""
        if self.precision == Precision.YEAR:
            return self.first.replace(month=12, day=31)
        if self.precision == Precision.MONTH:
            return self.first.replace(day=calendar.monthrange(self.first.year, self.first.month)[1])
        return self.first

    def __str__(self) -> str:
        """The date as it is typed back into the field: ``10-01-2023``, ``09-2022``, ``2020``."""
        pattern = {Precision.YEAR: "%Y", Precision.MONTH: "%m-%Y"}.get(self.precision, "%d-%m-%Y")
        return self.first.strftime(pattern)


MONTH_NAMES = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_NUMBER = r"(?P<month>\d{1,2})"
DATE_FORMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}[-/. ]{_NUMBER}[-/. ]{_YEAR}",
        rf"{_YEAR}-{_NUMBER}-{_DAY}",
        rf"{_DAY}[- ]{_NAME}[- ]{_YEAR}",
        rf"{_NAME}[- ]{_YEAR}",
        rf"{_NUMBER}[-/]{_YEAR}",
        rf"{_YEAR}-{_NUMBER}",
        _YEAR,
    )
)


def parse_date(text: str) -> PartialDate | None:
    """Read a typed date: ``10-1-2023``, ``10 jan 2023``, ``2023-01-10``, ``sept 2022``, ``9-2022``, ``2020``.

    None where it is no date, or no day that exists (31 februari). Years run from 1900 to 2099.
    """
    folded = " ".join(text.lower().split())
    parts = next((match.groupdict() for form in DATE_FORMS if (match := form.fullmatch(folded))), None)
    if parts is None:
        return None
    if not (parts.get("month") or parts.get("name")):
        return PartialDate(datetime.date(int(parts["year"]), 1, 1), Precision.YEAR)
    month = int(parts["month"]) if parts.get("month") else _month_number(parts["name"])
    precision = Precision.DAY if parts.get("day") else Precision.MONTH
    try:
        return PartialDate(datetime.date(int(parts["year"]), month, int(parts.get("day") or 1)), precision)
    except ValueError:
        return None


def impossible_day(text: str) -> str:
    """A sentence for a day that is written as a date and does not exist (``31-6-2020``); empty for anything else."""
    folded = " ".join(text.lower().split())
    parts = next((match.groupdict() for form in DATE_FORMS if (match := form.fullmatch(folded))), {})
    month = int(parts["month"]) if parts.get("month") else _month_number(parts.get("name") or "-")
    if not parts.get("day") or not 1 <= month <= len(MONTH_NAMES):
        return ""
    days = calendar.monthrange(int(parts["year"]), month)[1]
    return f"Dit is geen datum: {MONTH_NAMES[month - 1]} {parts['year']} heeft {days} dagen. Pas de dag aan."


def _month_number(name: str) -> int:
    """The month that a name or its beginning means (``sept``), or ``mrt``; 0 for none."""
    full = "maart" if name == "mrt" else name
    return next((number for number, month in enumerate(MONTH_NAMES, start=1) if month.startswith(full)), 0)


class DutchDateField(forms.Field):
    """A date as text, to the day, month or year; cleans to a ``PartialDate`` or None.

    Text and not ``<input type=date>``: browsers show that in the order of their own language, and it knows no month
    or year alone. ``to_the_day`` refuses less than a day.
    """

    widget = forms.TextInput
    default_error_messages = {
        "required": "Vul een datum in, bijvoorbeeld 10-1-2023.",
        "invalid": "Dit is geen datum. Schrijf de datum bijvoorbeeld als 10-1-2023.",
        "day": "Vul ook de dag in, bijvoorbeeld 10-1-2023.",
    }

    def __init__(self, *, to_the_day: bool = False, **kwargs: Any) -> None:
        """See ``forms.Field`` for the other arguments."""
        super().__init__(**kwargs)
        self.to_the_day = to_the_day

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No suggestions of the browser, and a control as short as a date."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "class": "p-kort"}

    def prepare_value(self, value: Any) -> Any:
        """A stored date or ``PartialDate`` as text; what was typed stays as it was typed."""
        if isinstance(value, datetime.date):
            return value.strftime("%d-%m-%Y")
        return "" if value is None else str(value)

    def to_python(self, value: Any) -> PartialDate | None:
        """The typed text as a date; raises ValidationError with a Dutch sentence."""
        if value in self.empty_values:
            return None
        if isinstance(value, PartialDate):
            return value
        parsed = parse_date(str(value))
        if parsed is None:
            raise ValidationError(impossible_day(str(value)) or self.error_messages["invalid"], code="invalid")
        if self.to_the_day and parsed.precision != Precision.DAY:
            raise ValidationError(self.error_messages["day"], code="day")
        return parsed


class DutchDayField(DutchDateField):
    """A date to the day; cleans to a ``datetime.date`` or None, as a model's date field wants it."""

    def __init__(self, **kwargs: Any) -> None:
        """See ``forms.Field`` for the arguments."""
        super().__init__(to_the_day=True, **kwargs)

    def clean(self, value: Any) -> datetime.date | None:
        """The day itself."""
        partial = super().clean(value)
        return partial.first if partial else None
