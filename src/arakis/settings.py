"""Every setting, once. Read from the environment (and, for the command line, from its options)."""

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from arakis.errors import InputError

_ADVICE = "mend or remove the environment variable, or the option, that sets it"


class Settings(BaseSettings):
    """Settings with their environment variables. Names that the field uses carry no prefix; Arakis' own begin with
    ARAKIS_."""

    model_config = SettingsConfigDict(env_prefix="ARAKIS_", extra="ignore", env_ignore_empty=True)

    workspace: Path = Field(default=Path("~/.arakis"), validate_default=True)
    openai_base_url: str = Field(
        default="https://api.openai.com/v1", validation_alias=AliasChoices("OPENAI_BASE_URL", "openai_base_url")
    )
    openai_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key")
    )
    model: str = "gpt-5-mini"
    model_timeout: float = 120.0  # seconds
    budget: float | None = None  # US dollars for one review; None: no limit
    price_input: float | None = None  # US dollars per million tokens, for models that the price list does not know
    price_output: float | None = None
    ncbi_api_key: SecretStr | None = Field(default=None, validation_alias=AliasChoices("NCBI_API_KEY", "ncbi_api_key"))
    openalex_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("OPENALEX_API_KEY", "openalex_api_key")
    )
    core_api_key: SecretStr | None = Field(default=None, validation_alias=AliasChoices("CORE_API_KEY", "core_api_key"))
    elsevier_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("ELSEVIER_API_KEY", "elsevier_api_key")
    )
    semantic_scholar_api_key: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices("SEMANTIC_SCHOLAR_API_KEY", "semantic_scholar_api_key")
    )
    unpaywall_email: str = Field(default="", validation_alias=AliasChoices("UNPAYWALL_EMAIL", "unpaywall_email"))
    retrieval_online: bool = False  # look for full texts online as well as in the folder
    endpoints: dict[str, str] = Field(default_factory=dict)  # host -> base URL that stands in for it (tests, mirrors)

    @field_validator("workspace")
    @classmethod
    def _at_home(cls, path: Path) -> Path:
        try:
            return path.expanduser()
        except RuntimeError as error:
            raise ValueError(f"the home folder of {path} is not known; name a folder with --workspace") from error

    def keys(self) -> dict[str, str]:
        """The keys and addresses that the installation has for literature sources, by the source's name."""
        secrets = {
            "pubmed": self.ncbi_api_key,
            "openalex": self.openalex_api_key,
            "core": self.core_api_key,
            "elsevier": self.elsevier_api_key,
            "semantic_scholar": self.semantic_scholar_api_key,
        }
        found = {name: secret.get_secret_value() for name, secret in secrets.items() if secret}
        return found | ({"unpaywall": self.unpaywall_email} if self.unpaywall_email else {})


def read_settings(**given: object) -> Settings:
    """The settings, with what is `given` (and not None) taking the place of the environment.

    Raises InputError, naming the setting, for a value that cannot be used.
    """
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name, message = str(first["loc"][0]), first["msg"].removeprefix("Value error, ")
        raise InputError(f"the setting {_variable(name)} cannot be used: {message}", _ADVICE) from None
    except SettingsError as error:
        raise InputError(str(error), _ADVICE) from None


def _variable(name: str) -> str:
    """The environment variable of a setting."""
    field = Settings.model_fields.get(name)
    return name if field is None or name.isupper() else f"ARAKIS_{name.upper()}"
