"""The two addresses that template tags need when they are tested alone."""

from django.http import HttpResponse
from django.urls import path


def nothing(request):
    """An empty page."""
    return HttpResponse()


urlpatterns = [path("", nothing, name="home"), path("porteur/", nothing, name="mine")]
