"""The juror's addresses; each page is given by the app that owns what is heard."""

from django.urls import path

from candidates.hearings.views.jury import CandidateConflictView, CandidateNoteView, CandidateSheetView, CandidateView
from challenges.hearings.views.clarifications import ask
from challenges.hearings.views.grid import GridView, hand_in
from challenges.hearings.views.jury import ChallengeConflictView, ChallengeNoteView, ChallengeSheetView, ChallengeView
from challenges.hearings.views.kit import kit, kit_download
from eig.juries.views.desk import jury_desk
from eig.juries.views.seats import CharterView, DeclineView, InvitationView, agenda

app_name = "juries"
urlpatterns = [
    path("", jury_desk, name="desk"),
    path("agenda.ics", agenda, name="agenda"),
    path("invitations/<int:pk>/", InvitationView.as_view(), name="invitation"),
    path("invitations/<int:pk>/decliner/", DeclineView.as_view(), name="decline"),
    path("invitations/<int:pk>/charte/", CharterView.as_view(), name="charter"),
    path("defis/<int:pk>/", ChallengeView.as_view(), name="challenge"),
    path("defis/<int:pk>/fiche-commune/", ChallengeSheetView.as_view(), name="challenge_sheet"),
    path("<int:pk>/dossiers/", kit, name="kit"),
    path("<int:pk>/dossiers.pdf", kit_download, name="kit_download"),
    path("<int:pk>/grille/", GridView.as_view(), name="grid"),
    path("<int:pk>/grille/remettre/", hand_in, name="hand_in"),
    path("defis/<int:pk>/notes/", ChallengeNoteView.as_view(), name="challenge_note"),
    path("defis/<int:pk>/conflit/", ChallengeConflictView.as_view(), name="challenge_conflict"),
    path("defis/<int:pk>/question/", ask, name="challenge_ask"),
    path("candidats/<int:pk>/", CandidateView.as_view(), name="candidate"),
    path("candidats/<int:pk>/notes/", CandidateNoteView.as_view(), name="candidate_note"),
    path("candidats/<int:pk>/conflit/", CandidateConflictView.as_view(), name="candidate_conflict"),
    path("candidats/<int:pk>/fiche-commune/", CandidateSheetView.as_view(), name="candidate_sheet"),
]
