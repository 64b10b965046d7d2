"""Addresses that anybody may open; what they show depends on who asks."""

from django.urls import URLPattern, path

from portal import health
from portal.views import (
    commitments,
    decisions,
    dossiers,
    gemeenten,
    home,
    letters,
    organisations,
    pages,
    regions,
    reports,
    rounds,
    search,
)

urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("zoeken/", search.search, name="search"),
    path("regios/", regions.region_list, name="region_list"),
    path("regios/<slug:slug>/", regions.region, name="region"),
    path("regios/<slug:slug>/wie-beslist/", regions.region_authority, name="region_authority"),
    path("regios/<slug:slug>/organen/<slug:body_slug>/", regions.region_body, name="region_body"),
    path("regios/<slug:slug>/programmas/<slug:programme_slug>/", regions.region_programme, name="region_programme"),
    path("gemeenten/", gemeenten.gemeente_list, name="gemeente_list"),
    path("gemeenten/<slug:slug>/", gemeenten.gemeente, name="gemeente"),
    path("gemeenten/<slug:slug>/organen/<slug:body_slug>/", gemeenten.gemeente_body, name="gemeente_body"),
    path("organisaties/", organisations.organisation_list, name="organisation_list"),
    path("organisaties/<slug:slug>/", organisations.organisation, name="organisation"),
    path("besluiten/", decisions.decision_list, name="decision_list"),
    path("besluiten/<int:pk>/", decisions.decision, name="decision_by_id"),
    path("besluiten/<int:pk>-<slug:slug>/", decisions.decision, name="decision"),
    path("brieven/", letters.letter_list, name="letter_list"),
    path("brieven/<int:pk>/", letters.letter, name="letter_by_id"),
    path("brieven/<int:pk>-<slug:slug>/", letters.letter, name="letter"),
    path("brieven/<int:pk>/versies/<int:number>/", letters.letter_version, name="letter_version"),
    path("brieven/<int:pk>/melden/", reports.report, name="report"),
    path("dossiers/", dossiers.dossier_list, name="dossier_list"),
    path("dossiers/<slug:slug>/", dossiers.dossier, name="dossier"),
    path("zienswijzen/", rounds.round_list, name="round_list"),
    path("zienswijzen/<int:pk>/", rounds.round_page, name="round_by_id"),
    path("zienswijzen/<int:pk>-<slug:slug>/", rounds.round_page, name="round"),
    path("toezeggingen/", commitments.commitment_list, name="commitment_list"),
    path("hulp/", pages.help_page, name="help"),
    path("privacy/", pages.privacy, name="privacy"),
    path("toegankelijkheid/", pages.accessibility, name="accessibility"),
    path("gezond/", health.health, name="health"),
    path("robots.txt", pages.robots, name="robots"),
    path(".well-known/security.txt", pages.security_txt, name="security_txt"),
]
