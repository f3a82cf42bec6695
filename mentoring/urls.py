"""Addresses of this app."""

from django.urls import path

from mentoring.checkins.views import checkins, missions

app_name = "mentoring"
urlpatterns = [
    path("", missions.missions, name="missions"),
    path("<int:pk>/", missions.mission, name="mission"),
    path("point/<int:pk>/", checkins.checkin, name="checkin"),
]
