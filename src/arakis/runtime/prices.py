"""What a model costs: from the settings, or from the price list for endpoints that it knows."""

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from arakis.errors import InputError
from arakis.runtime.compute import ChildDied, compute
from arakis.settings import Settings

MILLION = 1_000_000
SECONDS = 60.0


@dataclass(frozen=True)
class Tier:
    """US dollars per million tokens for calls whose input has at least `start` tokens."""

    start: int
    input: float
    output: float


@dataclass(frozen=True)
class Price:
    """List prices, tiers in rising order; the first starts at 0."""

    tiers: tuple[Tier, ...]

    def cost(self, input_tokens: int, output_tokens: int) -> float:
        """US dollars for one call, without any discount that a provider may give."""
        tier = [one for one in self.tiers if one.start <= input_tokens][-1]
        return (input_tokens * tier.input + output_tokens * tier.output) / MILLION

    def most(self, input_tokens: int, output_tokens: int) -> float:
        """The most that a call of up to so many tokens can cost."""
        tiers = [one for one in self.tiers if one.start <= input_tokens]
        return (input_tokens * max(one.input for one in tiers) + output_tokens * max(one.output for one in tiers)) / (
            MILLION
        )


def price(settings: Settings) -> Price | None:
    """The price of the model in `settings`, or None when neither they nor the price list know it.

    The list is asked only for an endpoint that it knows by its address: a model behind another address may cost
    anything, whatever its name. Raises InputError for a negative price, or when only one of the two is set.
    """
    given = (settings.price_input, settings.price_output)
    if given == (None, None):
        return None if _own(settings.openai_base_url) else _listed(settings.model, settings.openai_base_url)
    if settings.price_input is None or settings.price_output is None:
        raise InputError(
            "only one of ARAKIS_PRICE_INPUT and ARAKIS_PRICE_OUTPUT is set",
            "set both, in US dollars per million tokens",
        )
    if not (0 <= settings.price_input < float("inf") and 0 <= settings.price_output < float("inf")):
        raise InputError(
            "a price per million tokens is not a number of US dollars from 0 on", "mend ARAKIS_PRICE_INPUT"
        )
    return Price((Tier(0, settings.price_input, settings.price_output),))


def _own(address: str) -> bool:
    """Whether an address is of this machine or network, which no price list knows."""
    host = urlsplit(address).hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan"))
    return True


@lru_cache(maxsize=32)
def _listed(model: str, endpoint: str) -> Price | None:
    try:
        return compute(SECONDS, look_up, model, endpoint)
    except ChildDied:
        return None


def look_up(model: str, endpoint: str) -> Price | None:
    """The price in the price list. It takes 70 MB of memory, so it is read in a child process."""
    from genai_prices import Usage, calc_price

    try:
        found = calc_price(Usage(input_tokens=1, output_tokens=1), model, provider_api_url=endpoint).model_price
    except LookupError:
        return None
    inputs, outputs = _steps(found.input_mtok), _steps(found.output_mtok)
    if not inputs or not outputs:
        return None
    starts = sorted(inputs.keys() | outputs.keys())
    return Price(tuple(Tier(start, _at(inputs, start), _at(outputs, start)) for start in starts))


def _steps(listed: object) -> dict[int, float]:
    """Start -> price of a list entry: one number, or a base with tiers."""
    if listed is None:
        return {}
    tiers = getattr(listed, "tiers", None)
    if tiers is None:
        return {0: float(str(listed))}
    return {0: float(str(getattr(listed, "base", 0)))} | {int(one.start): float(one.price) for one in tiers}


def _at(steps: dict[int, float], start: int) -> float:
    return steps[max(one for one in steps if one <= start)]
