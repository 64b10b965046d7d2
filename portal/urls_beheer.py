"""Addresses of beheer."""

from django.urls import path

from portal.views import beheer, herindeling, imports, merging, proposals, quality, recognition, roles, structure

urlpatterns = [
    path("", beheer.overview, name="beheer"),
    path("herkenning/", recognition.recognition, name="recognition"),
    path("voorstellen/", proposals.proposal_list, name="proposals"),
    path("voorstellen/<int:pk>/", proposals.proposal, name="proposal"),
    path("rollen/", roles.roles, name="roles"),
    path("rollen/<int:pk>/beeindigen/", roles.role_end, name="role_end"),
    path("samenvoegen/", merging.merges, name="merges"),
    path("samenvoegen/<int:pk>/ongedaan/", merging.merge_undo, name="merge_undo"),
    path("samenvoegen/<slug:kind>/", merging.merge_choose, name="merge_choose"),
    path("samenvoegen/<slug:kind>/<int:keeper>/<int:other>/", merging.merge_compare, name="merge_compare"),
    path("import/", imports.import_start, name="import_start"),
    path("import/<int:pk>/", imports.import_preview, name="import_preview"),
    path("import/<int:pk>/fouten.csv", imports.import_errors, name="import_errors"),
    path("export/alles.xlsx", imports.export_everything, name="export_everything"),
    path("export/<slug:word>.csv", imports.export_sheet, name="export_sheet"),
    path("nakijken/", quality.quality, name="quality"),
    path("nakijken/<slug:word>/", quality.doubt, name="doubt"),
    path("regios/<slug:slug>/", structure.structure, name="structure"),
    path("regios/<slug:slug>/orgaan-toevoegen/", structure.body_add, name="body_add"),
    path("regios/<slug:slug>/herindeling/", herindeling.herindeling, name="herindeling"),
    path("gemeenten/<slug:slug>/raadsperiode/", structure.council_term, name="council_term"),
    path("organen/<int:pk>/wijzigen/", structure.body_edit, name="body_edit"),
    path("organen/<int:pk>/zetel-toevoegen/", structure.seat_add, name="seat_add"),
    path("zetels/<int:pk>/overdragen/", structure.seat_transfer, name="seat_transfer"),
    path("<slug:kind>/<int:pk>/beeindigen/", structure.ending, name="ending"),
    path("<slug:kind>/<int:pk>/gaat-op-in/", structure.going_on, name="going_on"),
    path("<slug:kind>/<int:pk>/geschiedenis/", beheer.history, name="history"),
    path("<slug:kind>/<int:pk>/geschiedenis/<int:line>/ongedaan/", beheer.history_undo, name="history_undo"),
]
