"""English numbers as pages write them: surface, value or both ends, and unit of every figure of a sentence."""

from __future__ import annotations

import pytest
from figures_read import kept, read, written

DIGITS: list[tuple[str, ...]] = [
    ("The camp shelters 1,160 people.", "1,160 = 1160"),
    ("The camp shelters 1160 people.", "1160 = 1160"),
    ("The fund holds 12,345,678 shares.", "12,345,678 = 12345678"),
    ("The council counted 1 451 tents.", "1 451 = 1451"),
    ("The council counted 1\u00a0451 tents.", "1\u00a0451 = 1451"),
    ("The council counted 1\u202f451 tents.", "1\u202f451 = 1451"),
    ("The council counted 1\u2009451 tents.", "1\u2009451 = 1451"),
    ("The council counted 1'451 tents.", "1'451 = 1451"),
    ("The council counted 1’451’200 coins.", "1’451’200 = 1451200"),
    ("Delhi registered 12,34,567 voters.", "12,34,567 = 1234567"),
    ("Labs have run 14, 697 tests.", "14, 697 = 14697"),
    ("A total of 1,451Scottish residents replied.", "1,451 = 1451"),
    ("Each household has 2.4 members.", "2.4 = 2.4"),
    ("Each household has 1,002.45 litres.", "1,002.45 litres = 1002.45 l"),
    ("The index stands at .75 now.", ".75 = 0.75"),
    ("There were 0 deaths.", "0 = 0"),
    ("A quarter of a million pupils voted.", "A quarter of a million = 250000"),
    ("At COP28, 123 states signed.", "123 = 123"),
    ("It gave $3bn over 2024–28 to 1,200 schools.", "$3bn = 3000000000 USD", "1,200 = 1200"),
    ("The agency approved 24 out of 31 bids.", "24 = 24", "31 = 31"),
    ("They hold a five-point lead.", "five-point = 5 point"),
    ("A further 28 networks were broken up.", "28 = 28"),
    ("The dose is 3 × 10⁶ units.", "3 × 10⁶ = 3000000"),
    ("The load reached 10⁶ copies.", "10⁶ = 1000000"),
    ("Visitors: 5400", "5400 = 5400"),
    ("Last year 1,957 tests failed.", "1,957 = 1957"),
    ("Staff ran 1957 tests.", "1957 = 1957"),
]
WORDS: list[tuple[str, ...]] = [
    ("Twenty-one boats were seized.", "Twenty-one = 21"),
    ("Some three hundred and forty volunteers came.", "three hundred and forty = 340"),
    ("The bill reached two thousand and five pounds.", "two thousand and five pounds = 2005 GBP"),
    ("Officers checked one hundred thousand lorries.", "one hundred thousand = 100000"),
    ("They printed three and a half million ballots.", "three and a half million = 3500000"),
    ("They printed three million five hundred thousand ballots.", "three million five hundred thousand = 3500000"),
    ("It employs nine people.", "nine = 9"),
    ("It employs ninety-nine people.", "ninety-nine = 99"),
    ("A hundred families moved.", "A hundred = 100"),
    ("A million doses arrived.", "A million = 1000000"),
    ("Half a million doses arrived.", "Half a million = 500000"),
    ("One and a half million doses arrived.", "One and a half million = 1500000"),
    ("Two point five million doses arrived.", "Two point five million = 2500000"),
    ("Zero cases were found.", "Zero = 0"),
    ("There is no clinic, and one doctor for four villages.", "one = 1", "four = 4"),
    (
        "The debt is two thousand million and five hundred dollars.",
        "two thousand million and five hundred dollars = 2000000500 USD",
    ),
    ("Nineteen hundred workers were laid off.", "Nineteen hundred = 1900"),
]
MIXED: list[tuple[str, ...]] = [
    ("The network gained 1.2m users.", "1.2m = 1200000"),
    ("Spending rose to £2.2bn.", "£2.2bn = 2200000000 GBP"),
    ("Spending rose to £2.2 billion.", "£2.2 billion = 2200000000 GBP"),
    ("The aid is worth €100 million.", "€100 million = 100000000 EUR"),
    ("The aid is worth 100 million euros.", "100 million euros = 100000000 EUR"),
    ("The aid is worth EUR 100m.", "EUR 100m = 100000000 EUR"),
    ("The aid is worth 100m EUR.", "100m EUR = 100000000 EUR"),
    ("The page has 3k followers.", "3k = 3000"),
    ("The grant was US$5,000.", "US$5,000 = 5000 USD"),
    ("The grant was A$12m.", "A$12m = 12000000 AUD"),
    ("The grant was $4.5 trillion.", "$4.5 trillion = 4500000000000 USD"),
    ("The plant cost 350 thousand dollars.", "350 thousand dollars = 350000 USD"),
    ("It paid 40 million Swiss francs.", "40 million Swiss francs = 40000000 CHF"),
    ("The fee is 85p.", "85p = 0.85 GBP"),
    ("They set aside £750k.", "£750k = 750000 GBP"),
]
RANGES: list[tuple[str, ...]] = [
    ("It houses 5,000 to 7,000 migrants.", "5,000 to 7,000 = 5000..7000"),
    ("It houses between 5,000 and 7,000 migrants.", "5,000 and 7,000 = 5000..7000"),
    ("It houses 5,000–7,000 migrants.", "5,000–7,000 = 5000..7000"),
    ("It houses 5,000-7,000 migrants.", "5,000-7,000 = 5000..7000"),
    ("Turnout was 10–15 %.", "10–15 % = 10..15 %"),
    ("Turnout was 10% to 15%.", "10% to 15% = 10..15 %"),
    ("Turnout was between 10 and 15 per cent.", "10 and 15 per cent = 10..15 %"),
    ("The bill is £10-15 million.", "£10-15 million = 10000000..15000000 GBP"),
    ("The bill is between £10 million and £15 million.", "£10 million and £15 million = 10000000..15000000 GBP"),
    ("The bill is 10 to 15 billion euros.", "10 to 15 billion euros = 10000000000..15000000000 EUR"),
    ("Two or three vans came back.", "Two or three = 2..3"),
    ("Up to five or six teams will search.", "five or six = 5..6"),
    ("It takes three to four hours.", "three to four hours = 3..4 h"),
    ("Rents of $900 to $1,200 are common.", "$900 to $1,200 = 900..1200 USD"),
]
PARTS: list[tuple[str, ...]] = [
    ("Half the tenants replied.", "Half = 0.5"),
    ("Two thirds of the tenants replied.", "Two thirds = 0.66666666"),
    ("Three-quarters of the tenants replied.", "Three-quarters = 0.75"),
    ("A third of the tenants replied.", "A third = 0.33333333"),
    ("A quarter of the tenants replied.", "A quarter = 0.25"),
    ("One in five tenants replied.", "One in five = 0.2"),
    ("One out of ten tenants replied.", "One out of ten = 0.1"),
    ("Nine in ten tenants replied.", "Nine in ten = 0.9"),
    ("3 out of 4 tenants replied.", "3 out of 4 = 0.75"),
    ("The town added 2½ hectares.", "2½ hectares = 2.5 ha"),
    ("Add 1/2 litre of water.", "1/2 litre = 0.5 l"),
    ("The cut spares 3/4 of the clinics.", "3/4 = 0.75"),
    ("Only ¾ of the doses were used.", "¾ = 0.75"),
    ("The population doubled.", "doubled = 2"),
    ("The number of claims has tripled.", "tripled = 3"),
    ("That is twice the average.", "twice = 2"),
    ("Arrivals were three times higher.", "three times = 3 time"),
    ("Arrivals rose fourfold.", "fourfold = 4"),
    ("A dozen crews were sent.", "A dozen = 12"),
    ("Two dozen crews were sent.", "Two dozen = 24"),
    ("Half a dozen crews were sent.", "Half a dozen = 6"),
    ("Dozens of crews were sent.", "Dozens = 12..100"),
    ("Hundreds of homes lost power.", "Hundreds = 100..1000"),
    ("Tens of thousands of homes lost power.", "Tens of thousands = 10000..100000"),
    ("Several hundred homes lost power.", "Several hundred = 100..1000"),
    ("Several thousand homes lost power.", "Several thousand = 1000..10000"),
    ("A few hundred homes lost power.", "few hundred = 100..1000"),
]
UNITS: list[tuple[str, ...]] = [
    ("Inflation is 4.2%.", "4.2% = 4.2 %"),
    ("Inflation is 4.2 per cent.", "4.2 per cent = 4.2 %"),
    ("Inflation is 4.2 percent.", "4.2 percent = 4.2 %"),
    ("The rate fell by 3 percentage points.", "3 percentage points = 3 pp"),
    ("The rate fell by 0.25 percentage points.", "0.25 percentage points = 0.25 pp"),
    ("Yields rose 12 basis points.", "12 basis points = 12 bp"),
    ("Cases: +160", "+160 = 160"),
    ("The balance is -3 %.", "-3 % = -3 %"),
    ("The balance is −3.5%.", "−3.5% = -3.5 %"),
    ("The low was minus 12 degrees.", "minus 12 degrees = -12 °"),
    ("The low was -4°C.", "-4°C = -4 °C"),
    ("The road is 12 km long.", "12 km = 12 km"),
    ("A 5-mile queue formed.", "5-mile = 5 mi"),
    ("Fires burned 1,300 hectares.", "1,300 hectares = 1300 ha"),
    ("It stores 40 MWh.", "40 MWh = 40 MWh"),
    ("The farm makes 350 MW.", "350 MW = 350 MW"),
    ("Pipes carry 2.5 million cubic metres.", "2.5 million cubic metres = 2500000 m³"),
    ("Waste reached 480 kg per person.", "480 kg = 480 kg"),
    ("Emissions were 416 ppm.", "416 ppm = 416 ppm"),
    ("Cars drove at 130 km/h.", "130 km/h = 130 km/h"),
    ("Wards see 35 patients a day.", "35 = 35"),
    ("There were 62 cases per 100,000 inhabitants.", "62 = 62"),
    ("The wait is 18 weeks.", "18 weeks = 18 week"),
]


@pytest.mark.parametrize(
    "case",
    DIGITS + WORDS + MIXED + RANGES + PARTS + UNITS,
    ids=lambda case: case[0].encode("ascii", "replace").decode(),
)
def test_reads_every_figure_as_written(case: tuple[str, ...]) -> None:
    sentence, *wanted = case
    found = [one[: one.index(".") + 9] if ".6666" in one or ".3333" in one else one for one in kept("en", sentence)]
    assert found == wanted


def test_a_footnote_mark_is_no_part_of_the_number_before_it() -> None:
    content = "The tally is 4,0512 people."
    found = read("en", content, marks=((18, 19),))
    assert [written(one) for one in found.kept] == ["4,051 = 4051"]
