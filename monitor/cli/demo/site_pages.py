"""Pages of the demo's site that are edited: by a ministry, an association that disputes it, a French prefecture.

Places and people are invented. Beside the figures stand what a lesser tool would report: dates, a counter, shares, a
reading time, a sentence that is reworded, an outage that answers 200.
"""

from __future__ import annotations

from datetime import timedelta

from monitor.cli.demo.site_visits import Moment

_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin",
           "juillet", "août", "septembre", "octobre", "novembre", "décembre")  # fmt: skip


def statement(now: Moment) -> str:
    """Return the ministry's statement."""
    if now.visit == 2:
        return _page("en", "Service unavailable", "<h1>Sorry, the service is down for maintenance</h1>"
                     "<p>We will be back soon. Please try again later.</p>", now)  # fmt: skip
    arrived = ("4,812", "5,107", "", "5,107", "5,390")[now.visit]
    officers = ("300", "460", "", "460", "300")[now.visit]
    camp = ("7,000", "7,000", "", "nearly 6,400", "nearly 6,400")[now.visit]
    quay, school = (("610", "435"), ("628", "435"), ("", ""), ("628", "471"), ("631", "471"))[now.visit]
    places = (
        "The reception centre holds 1,200 places" if not now.visit else "There are 1,200 places at the reception centre"
    )
    spent = "<p>The ministry will spend €12.5 million on shelter this year.</p>" if now.visit < 4 else ""
    updated = now.today - timedelta(days=2 if now.visit == 3 else 0)
    body = f"""
<h1>Arrivals and reception at Norhaven</h1>
<p class="meta">Last updated: <time datetime="{updated}">{updated.day} {updated:%B %Y}</time> · 3 minute read</p>
<p>Since 1 January, {arrived} people have reached Norhaven, said the minister, Ada Brook.</p>
<p>More than {officers} police officers and coast guards work at the port. {places}, and every one has a bed.</p>
<h2>The settlement</h2>
<p>The ministry estimates that {camp} people live in the settlement north of the town.</p>
{spent}
<table><caption>People housed, by site</caption>
<thead><tr><th scope="col">Site</th><th scope="col">Places</th><th scope="col">People housed</th></tr></thead>
<tbody><tr><th scope="row">North quay</th><td>640</td><td>{quay}</td></tr>
<tr><th scope="row">Old school</th><td>560</td><td>{school}</td></tr></tbody></table>
<p>For questions call 0800 496 0112 or see section 4 of the Reception Act 2019.</p>"""
    dates = f'<meta property="article:modified_time" content="{updated}T08:00:00Z">'
    return _page("en", "Arrivals and reception at Norhaven", body, now, head=dates)


def blog(now: Moment) -> str:
    """Return the association's post."""
    counted = ("9,400", "9,400", "9,850", "9,850", "9,850")[now.visit]
    meals = ("2,150", "2,150", "2,150", "2,600", "2,600")[now.visit]
    shares, minutes = (57, 210, 388, 391, 402)[now.visit], (4, 5, 5, 5, 5)[now.visit]
    posted = now.today - timedelta(days=now.visit + 2)
    body = f"""
<h1>We counted. The ministry’s number is wrong</h1>
<p class="meta">Published {posted.day} {posted:%B %Y} · {minutes} min read</p>
<p>The ministry speaks of 7,000 people. Our volunteers counted {counted} people in the settlement.</p>
<p>Our kitchen hands out {meals} meals every day.</p>
<p>At least 820 children live here, according to the Norhaven Doctors’ Collective.</p>
<aside class="share">{shares} shares · 31 comments</aside>"""
    return _page("en", "We counted. The ministry’s number is wrong – Norhaven Shelter Watch", body, now)


def communique(now: Moment) -> str:
    """Return the prefecture's press release, in French."""
    beds = ("1 160", "1 240", "1 240", "1 240", "1 240")[now.visit]
    minors = ("312", "312", "312", "Environ 340", "Environ 340")[now.visit]
    rate = ("87", "87", "91", "91", "91")[now.visit]
    today = f"{now.today.day} {_MONTHS[now.today.month - 1]} {now.today.year}"
    body = f"""
<h1>Hébergement d’urgence : point de situation</h1>
<p class="meta">Mis à jour le {today} à 9 h 30</p>
<p>La préfecture de la Côte-Haute dispose de {beds.replace(" ", "&#8239;")} places d’hébergement d’urgence.</p>
<p>{minors} mineurs non accompagnés y sont accueillis, indique le préfet, Jean Rivage.</p>
<p>Le taux d’occupation s’élève à {rate}&nbsp;%.</p>
<p>Contact presse : 02 99 00 14 15.</p>"""
    return _page("fr", "Hébergement d’urgence : point de situation – Préfecture de la Côte-Haute", body, now)


PAGES = {"/statement": statement, "/blog/we-counted": blog, "/communique": communique}
"""What stands at each path."""


def _page(language: str, title: str, body: str, now: Moment, head: str = "") -> str:
    """Return a whole page, as the site frames each; those in English count their visitors."""
    counter = "" if language == "fr" else f"{10_233 + now.requests} visitors so far · "
    return framed(language, title, body, f"{counter}© {now.today.year}", head)


def framed(language: str, title: str, body: str, foot: str, head: str = "") -> str:
    """Return *body* within what the pages of a site have in common."""
    home = "Accueil" if language == "fr" else "Home"
    return f"""<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body><nav><ul><li><a href="/">{home}</a></li><li><a href="/contact">Contact</a></li></ul></nav>
<main><article>{body}</article></main>
<footer><p>{foot}</p></footer>
</body></html>
"""
