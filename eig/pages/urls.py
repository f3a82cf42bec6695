"""Editorial pages stand at the root: included last, so that every other address wins."""

from django.urls import path

from eig.pages.views import page

urlpatterns = [path("<slug:slug>/", page, name="page")]
