"""Public pages and health."""

from django.urls import path

from eig.home.views import health, pages, robots, seeing
from eig.home.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("sante/", health.ready, name="health"),
    path("sante/vivant/", health.live, name="health_live"),
    path("mentions-legales/", pages.legal_notice, name="legal_notice"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
    path("donnees-personnelles/", pages.personal_data, name="personal_data"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap_xml, name="sitemap_xml"),
    path("voir-comme/<int:pk>/", seeing.begin, name="see_as"),
    path("voir-comme/fin/", seeing.end, name="see_as_end"),
    path("plan-du-site/", pages.sitemap, name="sitemap"),
]
