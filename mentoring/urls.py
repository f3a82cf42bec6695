"""Addresses of this app."""

from django.urls import path

from mentoring import views

app_name = "mentoring"
urlpatterns = [
    path("", views.missions, name="missions"),
    path("<int:pk>/", views.mission, name="mission"),
    path("point/<int:pk>/", views.checkin, name="checkin"),
]
