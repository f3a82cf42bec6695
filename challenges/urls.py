"""Addresses of this app: the catalogue for all, « porteur » for the agents of administrations."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from challenges.administrations import views as administrations_views
from challenges.catalogue.views import catalogue, detail, feeds, open_data, sheet
from challenges.hearings.views import agenda, clarifications, decks
from challenges.overview.views import files as agent
from challenges.participants.views import participants, places
from challenges.proposal.views import blocks, reuse, sections, submission, uploads
from challenges.review import views as questions

app_name = "challenges"
FILE = "porteur/defis/<int:pk>/"

urlpatterns = [
    path("defis/", catalogue.catalogue, name="catalogue"),
    path("defis/flux.rss", login_not_required(feeds.LatestFeed()), name="rss"),
    path("defis/flux.atom", login_not_required(feeds.LatestAtomFeed()), name="atom"),
    path("defis/appels.ics", feeds.calendar, name="calendar"),
    path("defis/defis.json", open_data.as_json, name="json"),
    path("defis/defis.csv", open_data.as_csv, name="csv"),
    path("donnees-ouvertes/", open_data.open_data, name="open_data"),
    path("promotions/", detail.promotions, name="promotions"),
    path("promotions/<slug:slug>/", detail.promotion, name="promotion"),
    path("defis/<slug:slug>/", detail.detail, name="detail"),
    path("porteur/", agent.mine, name="mine"),
    path("porteur/administration/", administrations_views.AdministrationView.as_view(), name="administration"),
    path("porteur/administration/<int:pk>/quitter/", places.LeaveView.as_view(), name="membership_leave"),
    path(
        "porteur/administration/<int:pk>/passer-la-main/",
        places.HandOverPlaceView.as_view(),
        name="membership_hand_over",
    ),
    path("porteur/nouveau/", agent.create, name="create"),
    path("porteur/questions-du-jury/<int:pk>/", clarifications.ReplyView.as_view(), name="clarification"),
    path(f"{FILE}participants/", participants.participants, name="participants"),
    path(f"{FILE}participants/inviter/", participants.invite, name="invite"),
    path(f"{FILE}participants/quitter/", participants.LeaveFileView.as_view(), name="leave"),
    path(f"{FILE}participants/passer-la-main/", participants.HandOverFileView.as_view(), name="hand_over"),
    path(f"{FILE}participants/<int:user>/", participants.participant, name="participant"),
    path("porteur/invitations/<int:pk>/renvoyer/", participants.ResendView.as_view(), name="invitation_resend"),
    path("porteur/invitations/<int:pk>/annuler/", participants.RevokeView.as_view(), name="invitation_revoke"),
    path("porteur/invitations/repondre/<str:token>/", participants.invitation, name="invitation"),
    path(FILE, agent.file, name="file"),
    path(f"{FILE}fiche/", sheet.sheet, name="sheet"),
    path(f"{FILE}identite/", sections.IdentityView.as_view(), name="identity"),
    path(f"{FILE}questions-<int:part>/", sections.NarrativeView.as_view(), name="narrative"),
    path(f"{FILE}profils/", blocks.PositionsView.as_view(), name="positions"),
    path(f"{FILE}equipe/", blocks.HostTeamView.as_view(), name="host_team"),
    path(f"{FILE}donnees/", blocks.DatasetsView.as_view(), name="datasets"),
    path(f"{FILE}contacts/", blocks.PeopleView.as_view(), name="people"),
    path(f"{FILE}engagements/", sections.CommitmentsView.as_view(), name="commitments"),
    path(f"{FILE}presentation/", uploads.DeckView.as_view(), name="deck"),
    path(f"{FILE}presentation.pdf", decks.deck_download, name="deck_download"),
    path(f"{FILE}simulation/", uploads.SimulationView.as_view(), name="simulation"),
    path(f"{FILE}simulation.pdf", uploads.simulation_download, name="simulation_download"),
    path(f"{FILE}apercu/", agent.preview, name="preview"),
    path(f"{FILE}questions/", questions.AnswersView.as_view(), name="questions"),
    path(f"{FILE}audition.ics", agenda.agenda, name="agenda"),
    path(f"{FILE}deposer/", submission.submit, name="submit"),
    path(f"{FILE}recepisse/", submission.receipt, name="receipt"),
    path(f"{FILE}recepisse.pdf", submission.receipt_pdf, name="receipt_pdf"),
    path(f"{FILE}reprendre/", submission.TakeUpView.as_view(), name="take_up"),
    path(f"{FILE}annuler-le-retrait/", submission.RestoreView.as_view(), name="restore"),
    path(f"{FILE}reutiliser/", reuse.reuse, name="reuse"),
    path(f"{FILE}retirer/", submission.WithdrawView.as_view(), name="withdraw"),
]
