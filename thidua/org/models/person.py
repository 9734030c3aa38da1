"""People, and the accounts some of them have."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Func, Value
from django.urls import reverse

from thidua.core.lexemes import words_column, words_index


class Person(models.Model):
    """One human being, known by a code that never changes; posts say where they work and learn."""

    personal_data = (
        "name",
        "folded",
        "sort_key",
        "given_first",
        "words",
        "gender",
        "ethnicity",
        "birth",
        "guardian_consent_until",
    )

    class Gender(models.TextChoices):
        FEMALE = "female", "Nữ"
        MALE = "male", "Nam"
        UNSTATED = "", "Không nêu"

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_collation="C")
    sort_key = models.CharField(max_length=300, db_collation="C")  # given name first
    # "nguyen mau an" as "an nguyen mau": people are called by their given names, and looked for by them.
    given_first = models.GeneratedField(
        expression=Func(F("folded"), Value("^(.*) ([^ ]+)$"), Value(r"\2 \1"), function="regexp_replace"),
        output_field=models.CharField(max_length=200, db_collation="C"),
        db_persist=True,
    )
    words = words_column("folded")
    gender = models.CharField(max_length=6, choices=Gender, blank=True)
    ethnicity = models.CharField(max_length=60, blank=True)
    birth = models.DateField(null=True)
    # A minor is named in public only while a guardian's consent lasts.
    guardian_consent_until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["folded"], name="person_folded"),
            models.Index(fields=["sort_key"], name="person_sort_key"),
            models.Index(fields=["given_first"], name="person_given_first"),
            words_index("person_words"),
            # The names of everybody in some units are read from this alone, by key: the rows are not opened.
            models.Index(fields=["id"], include=["folded", "given_first"], name="person_names"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("person", args=[self.pk])


class UserManager(BaseUserManager["User"]):
    """Django asks for one; accounts are made by `org.actions.accounts`."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Sign-in names are matched without regard to case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """An account: a sign-in name for one person. What it may do follows from posts, not from here."""

    personal_data = ("username",)

    username = models.CharField("Tên đăng nhập", max_length=60, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="user")
    is_active = models.BooleanField(default=True)
    # Set when a one-time code was printed: the first sign-in must choose a password.
    must_change = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        """The person's name, as the trail keeps it."""
        return self.person.name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Nothing is allowed this way: abilities come from posts (`org.access`)."""
        del perm, obj
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Nothing is allowed this way."""
        del app_label
        return False
