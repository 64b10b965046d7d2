"""Every address of the site (design: URLs). Dutch, stable, hackable; the id decides, the slug is decoration."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("portal.urls_public")),
    path("griffie/", include("portal.urls_griffie")),
    path("beheer/", include("portal.urls_beheer")),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
