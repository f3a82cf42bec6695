"""The site, with two addresses that nobody thought of when « voir comme » was written."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def secret(request: HttpRequest) -> HttpResponse:
    """A page of somebody's own."""
    return HttpResponse("secret")


urlpatterns = [
    path("carnet/", secret, name="notebook"),
    path("sans-nom/", secret),
    path("", include("eig.urls")),
]
