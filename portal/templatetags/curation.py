"""Addresses of what beheer does with a record."""

from __future__ import annotations

from django import template
from django.db.models import Model
from django.urls import reverse

from governance.history import word_for

register = template.Library()


@register.simple_tag
def geschiedenis(row: Model) -> str:
    """``{% geschiedenis seat %}``: the page with a record's history."""
    return reverse("history", args=[word_for(row), row.pk])


@register.simple_tag
def beeindigen(row: Model) -> str:
    """``{% beeindigen seat %}``: the form that ends a record."""
    return reverse("ending", args=[word_for(row), row.pk])


@register.simple_tag
def gaat_op_in(row: Model) -> str:
    """``{% gaat_op_in body %}``: the form that lets a record go on in another."""
    return reverse("going_on", args=[word_for(row), row.pk])


@register.simple_tag
def soort(row: Model) -> str:
    """``{% soort row as word %}``: the word by which addresses name this kind of record."""
    return word_for(row)


@register.simple_tag
def hernoemen(row: Model) -> str:
    """``{% hernoemen body %}``: the form that gives a record another name from a day on."""
    return reverse("renaming", args=[word_for(row), row.pk])
