"""The juror's addresses; each page is given by the app that owns what is heard."""

app_name = "juries"
urlpatterns: list = []
