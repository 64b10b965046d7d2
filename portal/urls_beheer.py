"""Addresses of beheer."""

from django.urls import path

from portal.views import proposals, recognition, roles

urlpatterns = [
    path("herkenning/", recognition.recognition, name="recognition"),
    path("voorstellen/", proposals.proposal_list, name="proposals"),
    path("voorstellen/<int:pk>/", proposals.proposal, name="proposal"),
    path("rollen/", roles.roles, name="roles"),
    path("rollen/<int:pk>/beeindigen/", roles.role_end, name="role_end"),
]
