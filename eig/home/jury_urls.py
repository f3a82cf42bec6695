"""The juror's addresses; each page is given by the app that owns what is heard."""

from django.urls import path

from candidates.views.jury import CandidateSheetView, CandidateView
from challenges.views.clarifications import ask
from challenges.views.jury import ChallengeSheetView, ChallengeView
from eig.home.views.jury import jury_desk
from eig.juries.views import CharterView, DeclineView, InvitationView

app_name = "juries"
urlpatterns = [
    path("", jury_desk, name="desk"),
    path("invitations/<int:pk>/", InvitationView.as_view(), name="invitation"),
    path("invitations/<int:pk>/decliner/", DeclineView.as_view(), name="decline"),
    path("invitations/<int:pk>/charte/", CharterView.as_view(), name="charter"),
    path("defis/<int:pk>/", ChallengeView.as_view(), name="challenge"),
    path("defis/<int:pk>/fiche-commune/", ChallengeSheetView.as_view(), name="challenge_sheet"),
    path("defis/<int:pk>/question/", ask, name="challenge_ask"),
    path("candidats/<int:pk>/", CandidateView.as_view(), name="candidate"),
    path("candidats/<int:pk>/fiche-commune/", CandidateSheetView.as_view(), name="candidate_sheet"),
]
