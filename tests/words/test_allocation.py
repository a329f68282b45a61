"""Ways of allocation in the words of old and new reports."""

import pytest

from arakis.words.allocation import designs, settle, wordings
from arakis.words.text import Text


def kind(text: str) -> str:
    plain = Text(text)
    return settle(wordings(plain, [(0, len(plain.plain))]))[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Patients were randomised to A or B.", "random"),
        ("Patients were randomly\nassigned.", "random"),
        ("The two halves were chosen by tossing a coin.", "random"),
        ("Pupils were allotted to the groups by lot.", "random"),
        ("Allocation followed a table of random numbers.", "random"),
        ("Every other person was vaccinated.", "alternate"),
        ("Alternate families were given the vaccine.", "alternate"),
        ("Children were allocated alternately to the two groups.", "alternate"),
        ("Allocation was according to the last digit of the record number.", "systematic"),
        ("Infants were assigned by year of birth.", "systematic"),
        ("Whether they were vaccinated was decided by the date of birth.", "systematic"),
        ("Those with even numbers received vaccine.", "systematic"),
        ("Patients admitted on even days were given the drug.", "systematic"),
        ("Volunteers were vaccinated and the rest served as controls.", "not random"),
        ("Those who refused vaccination were taken as controls.", "not random"),
        ("The children were not randomised.", "not random"),
        ("The rest served as controls.", "not random"),
        ("Previous randomised controlled trials have shown a benefit.", "not stated"),
        ("A random sample of 500 persons was tested.", "not stated"),
        ("Randomisation was not stratified.", "random"),
        ("Doses were given on alternate days.", "not stated"),
        ("An alternate set of measures was collected.", "not stated"),
        ("Nothing is told here.", "not stated"),
        ("Patients were randomised by year of birth.", "systematic"),
        ("They were allocated at random. One class was not randomised.", "not stated"),
        ("Some were allocated by tossing a coin; others were allocated alternately.", "not stated"),
        ("One in five was chosen at random to be vaccinated; the rest served as controls.", "random"),
    ],
)
def test_the_way_of_allocation_is_read(text: str, expected: str):
    assert kind(text) == expected


def test_designs_are_named_where_they_stand():
    text = Text("Villages were randomised; each then crossed over after a washout period.")
    assert {name for name, _, _ in designs(text, [(0, len(text.plain))])} == {"cluster", "crossover"}
