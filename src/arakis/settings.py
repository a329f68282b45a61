"""Every setting, once. Read from the environment (and, for the command line, from its options)."""

from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Settings with their environment variables. Names that the field uses carry no prefix; Arakis' own begin with
    ARAKIS_."""

    model_config = SettingsConfigDict(env_prefix="ARAKIS_", extra="ignore", env_ignore_empty=True)

    workspace: Path = Field(default_factory=lambda: Path.home() / ".arakis")
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
    """The settings, with what is `given` (and not None) taking the place of the environment."""
    return Settings(**{key: value for key, value in given.items() if value is not None})  # pyright: ignore[reportArgumentType]
