"""Addresses are French, names are English."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("eig.home.urls")),
    path("donnees-personnelles/", include("eig.privacy.urls")),
    path("", include("challenges.urls")),
    path("candidature/", include("candidates.urls")),
    path("suivi/", include("mentoring.urls")),
    path("jury/", include("eig.jury_urls")),
    path("compte/", include("eig.accounts.urls")),
    path("alertes/", include("eig.alerts.urls")),
    path("courriels/", include("eig.demo.urls")),
    path("admin/", admin.site.urls),
    path("", include("eig.pages.urls")),
]
handler400 = "eig.home.views.errors.bad_request"
