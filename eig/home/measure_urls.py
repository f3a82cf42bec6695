"""The site's addresses and the yardstick's own, which only the measure has."""

from django.urls import include, path

from eig.home.measure import bare

urlpatterns = [path("mesure/<slug:slug>/", bare, name="measure_bare"), path("", include("eig.urls"))]
