"""English numbers that are no figures: each with its reason, and what must be kept beside it."""

from __future__ import annotations

import pytest
from figures_read import read

# sentence, what is refused ("surface reason", parted by "; "), surfaces that are kept
DATES = [
    ("The camp opened on 3 May 2016.", "3 date; 2016 date", ""),
    ("The camp opened on May 3, 2016.", "3 date; 2016 date", ""),
    ("The camp opened on the 3rd of May.", "3rd ordinal", ""),
    ("From 12 to 15 May, 300 people were moved.", "12 to 15 date", "300"),
    ("Figures as of 12/03/2020: 460 cases.", "12 date; 03 date; 2020 date", "460"),
    ("Figures as of 2020-03-12: 460 cases.", "2020 date; 03 date; 12 date", "460"),
    ("Figures as of 12.03.2020: 460 cases.", "12.03.2020 date", "460"),
    ("By 9am on Tuesday, 460 cases were known.", "9 time", "460"),
    ("By 9:30 on Tuesday, 460 cases were known.", "9 time; 30 time", "460"),
    ("At 17.00 GMT, 460 cases were known.", "17.00 time", "460"),
    ("In 2015, 46 boats sank.", "2015 year", "46"),
    ("Since 2015 the centre has helped 46 women.", "2015 year", "46"),
    ("The 2015 budget set aside £46m.", "2015 year", "£46m"),
    ("The 2020-21 budget set aside £46m.", "2020 year; 21 year", "£46m"),
    ("The 2020/21 budget set aside £46m.", "2020 year; 21 year", "£46m"),
    ("Between 2010 and 2015, 46 boats sank.", "2010 and 2015 year", "46"),
    ("Sales fell in the 1990s.", "1990s year", ""),
    ("In the last 3 months, 46 boats sank.", "3 months period", "46"),
    ("Over the past two years, 46 boats sank.", "two years period", "46"),
    ("Five years ago, 46 boats sank.", "Five years period", "46"),
    ("Ten days later the mayor resigned.", "Ten days period", ""),
    ("In the first six months of 2019, 46 boats sank.", "first ordinal; six months period; 2019 year", "46"),
    ("It ran from 1998 to 2004.", "1998 to 2004 year", ""),
]
KEPT_ALL_THE_SAME = [
    ("They ran 1957 tests.", "", "1957"),
    ("A total of 2019 families moved.", "", "2019"),
    ("About 2000 people marched.", "", "2000"),
    ("The ward has 31 beds.", "", "31"),
    ("The trial lasted 14 days.", "", "14 days"),
    ("May saw 31 new cases.", "", "31"),
    ("Police made 12 arrests on Tuesday.", "", "12"),
    ("Stay at home for 14 days.", "", "14 days"),
    ("You must stay 2 metres apart.", "", "2 metres"),
    ("The fine is up to £10,000.", "", "£10,000"),
    ("Three people were hurt, one of them badly.", "one pronoun", "Three"),
    ("Tests rose from 300 to 450.", "", "300;450"),
]
PEOPLE = [
    ("John Smith, 45, was fined £200.", "45 age", "£200"),
    ("Mary Jones (62) lost 3 goats.", "62 age", "3"),
    ("Mary Jones, aged 62, lost 3 goats.", "62 age", "3"),
    ("Call 0800 123 4567 to report one of 40 hotspots.", "0800 phone; 123 phone; 4567 phone; one pronoun", "40"),
    ("Call 111 if you feel ill.", "111 phone", ""),
    ("Phone +44 20 7946 0018.", "+44 phone; 20 phone; 7946 phone; 0018 phone", ""),
    ("Text 60777 for news.", "60777 phone", ""),
    ("Visit us at 10 Long Street.", "10 address", ""),
    ("Write to 10 Downing Street, London SW1A 2AA.", "10 address; 1 postcode; 2 postcode", ""),
]
LAW = [
    ("Article 50 was triggered.", "50 article", ""),
    ("See section 12 of the Housing Act 2004.", "12 article; 2004 article", ""),
    ("Sections 12 and 13 apply.", "12 article; 13 article", ""),
    ("Resolution 2254 was adopted by 15 votes.", "2254 article", "15"),
    ("Regulation (EU) 2016/679 applies.", "2016 article; 679 article", ""),
    ("See page 12.", "12 page", ""),
    ("See table 4 and figure 5.", "4 list_number; 5 list_number", ""),
    ("Annex 2 lists 40 sites.", "2 list_number", "40"),
    ("Recommendation 7 was dropped.", "7 list_number", ""),
    ("The app is at version 3.11.7.", "3.11.7 version", ""),
    ("The app is at version 3.2.", "3.2 version", ""),
    ("It runs on v2 of the code.", "2 version", ""),
    ("Download (PDF, 340KB)", "340KB file_size", ""),
    ("Report (PDF, 1.2 MB, 24 pages)", "1.2 MB file_size; 24 structure", ""),
    ("4 min read", "4 min reading_time", ""),
    ("3 minutes to read", "3 minutes reading_time", ""),
    ("12 comments", "12 comment_count", ""),
    ("Share 12 Comments", "12 comment_count", ""),
    ("Case 5 of 2019 was closed.", "5 article; 2019 year", ""),
]
NAMES = [
    ("COVID-19 killed 40 people.", "19 name", "40"),
    ("NHS 111 took 4,000 calls.", "111 name", "4,000"),
    ("The G7 met with 12 states.", "7 name", "12"),
    ("The A16 was blocked by 40 tractors.", "16 name", "40"),
    ("Pillar 2 covers 300 firms.", "2 name", "300"),
    ("Phase 3 began with 300 firms.", "3 name", "300"),
    ("Channel 4 reported 300 arrests.", "4 name", "300"),
    ("5G reaches 300 towns.", "5 name", "300"),
    ("Agent 007 met 300 friends.", "007 id", "300"),
    ("A ten-point plan for 300 towns.", "ten-point structure", "300"),
    ("A 10-point plan for 300 towns.", "10-point structure", "300"),
    ("Turnout among 18-24s was 37%.", "18-24s age", "37%"),
    ("It is below 1990 levels in 300 towns.", "1990 year", "300"),
    ("Regulations 4(2) and 7 apply.", "4 article; 2 article; 7 article", ""),
    ("Call 0800 555 0199 or 101.", "0800 phone; 555 phone; 0199 phone; 101 phone", ""),
    ("Two years after the flood, 40 homes stand empty.", "Two years period", "40"),
    ("Fewer than five cases came up in 17 areas.", "", "five;17"),
    ("H5N1 reached 300 farms.", "5 name; 1 name", "300"),
    ("Flight 370 carried 239 people.", "370 name", "239"),
    ("The B-52 was built by 300 firms.", "52 name", "300"),
    ("Windows 10 runs on 300 machines.", "10 name", "300"),
    ("Room 101 seats 300 guests.", "101 name", "300"),
    ("Reference 12345678901 was given.", "12345678901 id", ""),
    ("The line is open 24/7.", "24 idiom; 7 idiom", ""),
    ("See https://example.org/2019/12/report-40.html for more.", "2019 url; 12 url; 40 url", ""),
    ("COP26 drew 30,000 delegates.", "26 name", "30,000"),
    ("Tier 3 rules cover 4 million people.", "3 name", "4 million"),
]
PARTS = [
    ("The plan has five main points.", "five structure", ""),
    ("We used 3 data sources.", "3 structure", ""),
    ("The four nations agreed.", "four structure", ""),
    ("Some people were tested more than once.", "once structure", ""),
    ("The strategy rests on four pillars.", "four structure", ""),
    ("There are three reasons for this.", "three structure", ""),
    ("The report has 12 chapters.", "12 structure", ""),
    ("It is a five-point plan.", "five-point structure", ""),
    ("One of the biggest camps has 300 huts.", "One pronoun", "300"),
    ("No one was hurt.", "one pronoun", ""),
    ("This one is larger.", "one pronoun", ""),
    ("First, the mayor spoke for the second time.", "First ordinal; second ordinal", ""),
    ("This is the 22nd meeting.", "22nd ordinal", ""),
    ("They booked a double room.", "double idiom", ""),
    ("Turnout fell in the second half.", "second ordinal; half idiom", ""),
    ("Officials met half-way.", "half idiom", ""),
    ("The government aims for net zero.", "zero idiom", ""),
    ("The home side won 2-1.", "2 score; 1 score", ""),
    ("The rate is per 100,000 people.", "100,000 rate", ""),
    ("There were 12 cases per 100,000 people.", "100,000 rate", "12"),
    ("1. Introduction", "1 list_marker", ""),
    ("2) Costs in 300 towns", "2 list_marker", "300"),
    ("(3) Costs in 300 towns", "3 list_marker", "300"),
]


@pytest.mark.parametrize("case", DATES + KEPT_ALL_THE_SAME + PEOPLE + LAW + NAMES + PARTS, ids=lambda case: case[0])
def test_refuses_what_is_no_figure_and_says_why(case: tuple[str, str, str]) -> None:
    sentence, refused, kept = case
    found = read("en", sentence)
    assert "; ".join(f"{one.surface} {one.why}" for one in found.refused) == refused
    assert ";".join(one.surface for one in found.kept) == kept
