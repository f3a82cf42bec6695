"""The coordination's tool: French titles, sections in the order of work, the site's own sign-in."""

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from eig.common.closed_admin import OpenLinks, ShownLookups
from eig.common.keeping.change import VersionedPages

ORDER_OF_WORK = (
    "promotions",
    "questions",
    "challenges",
    "juries",
    "candidates",
    "mentoring",
    "pages",
    "notifications",
    "alerts",
    "files",
    "journal",
    "accounts",
    "auth",
)


def _rank(app: dict) -> int:
    label = app["app_label"]
    return ORDER_OF_WORK.index(label) if label in ORDER_OF_WORK else len(ORDER_OF_WORK)


class EigAdminSite(AdminSite):
    """Django's admin with our titles, order of sections and sign-in."""

    site_title = "Coordination"
    site_header = "Coordination du programme"
    index_title = "Le travail de la coordination"
    enable_nav_sidebar = False

    def register(self, model_or_iterable, admin_class=None, **options):
        """Each list says only what it shows; each page erases only what it showed, and leads where its reader may go.

        See ``ShownLookups``, ``VersionedPages`` and ``OpenLinks``: they hold whoever wrote the admin.
        """
        given = admin_class or ModelAdmin
        told = {"__module__": given.__module__, "__doc__": given.__doc__}
        super().register(
            model_or_iterable, type(given.__name__, (ShownLookups, OpenLinks, VersionedPages, given), told), **options
        )

    def get_app_list(self, request, app_label=None):
        """Sections follow the year: promotions, challenges, juries, candidates, missions, then the plumbing."""
        return sorted(super().get_app_list(request, app_label), key=_rank)

    def get_urls(self):
        """Before Django's addresses, those that a model's admin gives in ``board_urls()``, under ``/admin/<app>/``."""
        givers = [model_admin for model_admin in self._registry.values() if hasattr(model_admin, "board_urls")]
        return [
            path(f"{model_admin.opts.app_label}/", include(model_admin.board_urls())) for model_admin in givers
        ] + super().get_urls()

    @method_decorator(never_cache)
    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Everyone signs in by the same door; who is signed in without being staff is told so."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        wanted = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")


class EigAdminConfig(AdminConfig):
    """Makes ``EigAdminSite`` the default admin site."""

    default_site = "eig.home.admin_site.EigAdminSite"
