"""Addresses of this app, under ``/candidature/``."""

from django.urls import path

from candidates.application.views import sections, steps
from candidates.hearings.views import agenda
from candidates.offers import views as offers_views
from candidates.overview.views import pages

app_name = "candidates"
urlpatterns = [
    path("", pages.mine, name="mine"),
    path("commencer/<int:pk>/", pages.start, name="start"),
    path("proposition/<int:pk>/", offers_views.offer, name="offer"),
    path("proposition/<int:pk>/accepter/", offers_views.AcceptView.as_view(), name="accept"),
    path("proposition/<int:pk>/refuser/", offers_views.DeclineView.as_view(), name="decline"),
    path("proposition/<int:pk>/renoncer/", offers_views.ResignView.as_view(), name="resign"),
    path("audition/<int:pk>/agenda.ics", agenda.agenda, name="agenda"),
    path("<int:pk>/", pages.application, name="application"),
    path("<int:pk>/relire/", pages.read, name="read"),
    path("<int:pk>/deposer/", steps.SubmitView.as_view(), name="submit"),
    path("<int:pk>/recepisse/", pages.receipt, name="receipt"),
    path("<int:pk>/reprendre/", steps.ReopenView.as_view(), name="reopen"),
    path("<int:pk>/retirer/", offers_views.WithdrawView.as_view(), name="withdraw"),
    path("<int:pk>/cv/telecharger/", pages.cv, name="cv"),
    path("<int:pk>/<slug:section>/", sections.section, name="section"),
]
