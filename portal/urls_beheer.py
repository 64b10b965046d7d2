"""Addresses of beheer."""

from django.urls import path

from portal.views import roles

urlpatterns = [
    path("rollen/", roles.roles, name="roles"),
    path("rollen/<int:pk>/beeindigen/", roles.role_end, name="role_end"),
]
