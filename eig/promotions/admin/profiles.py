"""Programmes, and the trades they recruit."""

from django.contrib import admin
from django.db.models import Count

from eig.common.inlines import PlainInline, SettingsPages, SluggedForm
from eig.promotions.forms.settings import ProfileFormSet
from eig.promotions.guards import chosen
from eig.promotions.models.profiles import Profile, ProfileFamily
from eig.promotions.models.programmes import Programme


@admin.register(Programme)
class ProgrammeAdmin(SettingsPages, admin.ModelAdmin):
    """EIG, DIG, Commando UX: the same machinery with other settings."""

    list_display = ["name", "full_name", "promotion_count", "order"]
    search_fields = ["name", "full_name"]
    form = SluggedForm

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(promotion_total=Count("promotions"))

    @admin.display(description="promotions", ordering="promotion_total")
    def promotion_count(self, programme) -> int:
        """How many promotions it has had."""
        return programme.promotion_total


class ProfileInline(PlainInline):
    """The trades of a family."""

    model = Profile
    form = SluggedForm
    formset = ProfileFormSet
    fields = ["name", "slug", "order"]


@admin.register(ProfileFamily)
class ProfileFamilyAdmin(SettingsPages, admin.ModelAdmin):
    """What a position seeks and the portrait-robot counts."""

    list_display = ["name", "profile_count", "order"]
    search_fields = ["name"]
    form = SluggedForm
    inlines = [ProfileInline]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(profile_total=Count("profiles"))

    @admin.display(description="profils", ordering="profile_total")
    def profile_count(self, family) -> int:
        """How many trades it gathers."""
        return family.profile_total


@admin.register(Profile)
class ProfileAdmin(SettingsPages, admin.ModelAdmin):
    """A trade, with its family."""

    list_display = ["name", "family", "order"]
    list_filter = ["family"]
    list_select_related = ["family"]
    search_fields = ["name"]
    form = SluggedForm

    def get_deleted_objects(self, objs, request):
        """What files chose is shown as protected, with the reason, and the deletion is not offered."""
        found, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        return found, counts, forbidden, [*protected, *chosen([profile.pk for profile in objs])]
