"""Wrong answers and real, drastic changes, in our own words: (title, body) each; the page before was about the camp."""

from __future__ import annotations

BEFORE = "Camp statement - Prefecture"

FORM = "<form><label>Email</label><input name=u><label>Password</label><input type=password><button>{}</button></form>"

BAD: dict[str, list[tuple[str, str]]] = {
    "consent": [
        ("Before you continue", "<h1>Before you continue</h1><p>We use cookies. Accept all or manage options.</p>"),
        (
            "Prefecture",
            "<h1>We value your privacy</h1><p>We and our partners store data here.</p><button>Accept all</button>",
        ),
        (
            "Your privacy choices",
            "<p>We and our 842 partners use cookies for adverts. You can withdraw your consent.</p>",
        ),
        ("Cookie consent", "<p>Accept cookies to continue to the site, or manage preferences.</p>"),
        ("Privacy settings", "<h2>Privacy settings</h2><p>Some vendors rely on legitimate interest. Accept all?</p>"),
        (
            "Consent",
            "<p>To read on, agree to our use of cookies or subscribe.</p><p>Consent or pay: 3 euros a month.</p>",
        ),
        (
            "Le Quotidien",
            "<h1>Avant de continuer</h1><p>Nos partenaires déposent des cookies.</p><button>Tout accepter</button>",
        ),
        (
            "Gestion des cookies",
            "<p>Vous pouvez continuer sans accepter ou gérer mes préférences.</p><button>Tout refuser</button>",
        ),
        (
            "Nous respectons votre vie privée",
            "<p>Avec nos partenaires, nous demandons de donner votre consentement.</p>",
        ),
        ("Datenschutzeinstellungen", "<p>Unsere Partner nutzen Cookies.</p><button>Alle akzeptieren</button>"),
    ],
    "sign_in": [
        ("Sign in", "<h1>Sign in</h1>" + FORM.format("Sign in") + "<a href=/r>Forgot your password?</a>"),
        ("Log in to your account", FORM.format("Log in") + "<p>Remember me</p>"),
        ("Prefecture - Login", "<h1>Please log in</h1>" + FORM.format("Go")),
        ("Staff area", "<h2>Authentication required</h2><p>You must be logged in to see this page.</p>"),
        ("Single sign-on", "<p>Please sign in with your work account.</p>" + FORM.format("Next")),
        ("Session expired", "<h1>Your session has expired</h1><p>Please sign in again to go on.</p>"),
        ("Connexion", "<h1>Connexion</h1>" + FORM.format("Se connecter") + "<p>Mot de passe oublié ?</p>"),
        ("Identifiez-vous", "<p>Saisissez votre mot de passe.</p>" + FORM.format("Valider")),
        ("Espace membres", "<p>Ce contenu est réservé aux abonnés. Déjà abonné ? Connectez-vous pour lire.</p>"),
        ("Anmelden", FORM.format("Anmelden") + "<p>Passwort vergessen?</p>"),
    ],
    "challenge": [
        ("Just a moment...", "<h2>Checking your browser before access</h2><p>Ray ID: 7</p>"),
        ("Attention Required! | Shield", "<h1>Sorry, you have been blocked</h1><p>Ray ID: abc</p>"),
        ("Access Denied", "<h1>Access Denied</h1><p>You don't have permission to access this. Reference #18.2</p>"),
        ("Robot check", "<p>Type the letters to show that you are not a robot.</p>"),
        ("statements.example", "<h1>Verify you are human</h1><p>Complete the security check to go on.</p>"),
        ("Pardon our interruption", "<p>Something about your browser made us think of unusual traffic.</p>"),
        ("Security check", "<p>Please solve the puzzle.</p><script>captcha-delivery.com</script>"),
        ("Un instant…", "<p>Vérification de votre navigateur en cours. Activez JavaScript et les cookies.</p>"),
        ("Accès refusé", "<p>L'accès à cette page a été refusé : trafic inhabituel.</p>"),
        ("Einen Moment", "<p>Bitte bestätigen Sie, dass Sie ein Mensch sind.</p>"),
    ],
    "soft_404": [
        ("Page not found - Prefecture", "<h1>Page not found</h1><p>If you typed the web address, check it.</p>"),
        ("404", "<h1>404</h1><p>The page you are looking for does not exist.</p>"),
        ("Error 404 (Not Found)", "<p>The page you requested was not found on this server.</p>"),
        ("Oops!", "<h1>Oops!</h1><p>We could not find what you were after. It may have been moved.</p>"),
        ("Prefecture", "<h1>Sorry, the page you requested cannot be found</h1><p>Try searching the site.</p>"),
        ("This page doesn't exist", "<p>Perhaps the link is broken. Return to the home page.</p>"),
        ("Nothing found", "<p>It seems that nothing is here; try searching.</p>"),
        ("Page introuvable", "<h1>Page introuvable</h1><p>La page que vous recherchez n'existe plus.</p>"),
        ("Erreur 404", "<p>La page demandée a été déplacée. Retour à l'accueil.</p>"),
        ("Seite nicht gefunden", "<p>Die gewünschte Seite existiert nicht. Zur Startseite</p>"),
    ],
    "maintenance": [
        (
            "Sorry, there is a problem with the service",
            "<h1>Sorry, there is a problem with the service</h1><p>Try again later.</p>",
        ),
        ("Sorry, there is a problem with the service - Prefecture", "<p>Our people have been told.</p>"),
        ("Service unavailable", "<p>This service is temporarily unavailable.</p>"),
        ("Maintenance", "<h1>We'll be back soon</h1><p>The site is undergoing maintenance.</p>"),
        (
            "Scheduled maintenance",
            "<p>We are carrying out maintenance on our servers. Sorry for the inconvenience.</p>",
        ),
        ("502 Bad Gateway", "<h1>502 Bad Gateway</h1><hr>proxy"),
        ("Error", "<h1>Something went wrong</h1><p>Please try again in a few minutes.</p>"),
        ("Database error", "<h1>Error establishing a database connection</h1><p>An error occurred.</p>"),
        ("Site en maintenance", "<h1>Site en maintenance</h1><p>Veuillez réessayer plus tard.</p>"),
        (
            "Service temporairement indisponible",
            "<p>Un incident technique est en cours ; nos équipes y travaillent.</p>",
        ),
        ("Wartungsarbeiten", "<p>Wegen Wartungsarbeiten nicht erreichbar. Versuchen Sie es später.</p>"),
    ],
    "empty": [
        ("Camp statement", ""),
        ("", "<div></div><p>&nbsp;</p>"),
        ("Camp", '<div id="root"></div><script src=/app.js></script>'),
        (
            "Camp",
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=app></div><script>x</script>",
        ),
        ("Camp", "<p>This site requires JavaScript.</p>"),
        ("Camp", "<script>document.write(1)</script><p>Veuillez activer JavaScript.</p>"),
        ("Camp", "<img src=a.png><hr>"),
        ("Camp", "<app-root></app-root><script src=m.js></script>"),
        ("Camp", "<p>…</p>"),
    ],
}

REAL: list[tuple[str, str]] = [
    (BEFORE, "<h1>Camp statement</h1><p>The camp was closed this morning.</p>"),
    (BEFORE, "<h1>Camp statement</h1><p>The prefecture no longer gives a number of residents.</p>"),
    (BEFORE, "<p>7,000 people were moved overnight.</p>"),
    ("Camp closed - Prefecture", "<h1>Camp closed</h1><p>The last 40 people left at noon.</p>"),
    ("Statement withdrawn", "<h1>Statement withdrawn</h1><p>The statement of 3 May was withdrawn by the minister.</p>"),
    ("New minister named", "<h1>New minister named</h1><p>Ms Weber takes over. Her first visit leads to the port.</p>"),
    ("Cookies and privacy on our site", "<h1>Cookies and privacy</h1><p>We set 3 cookies. One counts visits.</p>"),
    (
        "Cookie policy",
        "<h1>Cookie policy</h1><p>We use cookies to remember your language, and for nothing else at all.</p>",
    ),
    (
        "Fines for cookie walls",
        "<h1>Fines for cookie walls</h1><p>The authority fined 12 firms that hid 'Reject all'.</p>",
    ),
    ("Privacy statement", "<h1>Privacy statement</h1><p>We hold your data for 2 years and share them with nobody.</p>"),
    ("Consent to treatment: figures", "<h1>Consent to treatment</h1><p>Consent was given by 412 of 500 patients.</p>"),
    (
        "Sign-in to benefits changes",
        "<h1>Sign-in to benefits changes</h1><p>From May, 40,000 claimants need a password.</p>",
    ),
    (
        "Stolen passwords",
        "<h1>Stolen passwords</h1><p>Police count 1,200 stolen passwords. Reset your password now.</p>",
    ),
    ("Log-in outage of 3 May", "<h1>Log-in outage of 3 May</h1><p>20,000 users could not sign in for 2 hours.</p>"),
    (
        "How we sign in 900 visitors",
        "<h1>How we sign in visitors</h1><p>Each of 900 visitors signs a list at the gate.</p>",
    ),
    ("Maintenance of shelters", "<h1>Maintenance of shelters</h1><p>We repaired 300 shelters this month.</p>"),
    (
        "Road maintenance programme",
        "<h1>Road maintenance programme</h1><p>The council will resurface the coast road.</p>",
    ),
    (
        "Planned maintenance of the water network",
        "<p>Water is off in 40 streets. We apologise for any inconvenience.</p>",
    ),
    ("Service closed in the holidays", "<h1>Service closed</h1><p>The relief centre is closed until 4 January.</p>"),
    ("Power outage", "<h1>Power outage</h1><p>12,000 homes are without power. Our engineers are at work.</p>"),
    (
        "Ferry service unavailable",
        "<h1>Ferry service unavailable</h1><p>Storms stopped 14 sailings; 3,000 wait in port.</p>",
    ),
    ("Problem with the water service", "<h1>Problem with the water service</h1><p>Boil water before drinking it.</p>"),
    (
        "404 people rescued",
        "<h1>404 people rescued</h1><p>Boats brought 404 people ashore, among them 60 children.</p>",
    ),
    (
        "Missing: page 3 of the report",
        "<h1>Missing page</h1><p>Page 3 of the report was not printed in 200 copies.</p>",
    ),
    ("Bodies not found", "<h1>Bodies not found</h1><p>Of 27 missing, 3 were not found.</p>"),
    (
        "Why pages go missing",
        "<h1>Why pages go missing</h1><p>We found 2,000 dead links. Each is a page not found.</p>",
    ),
    ("No longer available: the weekly count", "<p>The weekly count of 800 is no longer available from this week.</p>"),
    (
        "Access denied to aid workers",
        "<h1>Access denied to aid workers</h1><p>Guards turned away 16 aid workers at the gate.</p>",
    ),
    (
        "Are robots taking jobs?",
        "<h1>Are robots taking jobs?</h1><p>A study counts 7,000 robots in the region's works.</p>",
    ),
    ("Security checks at the port", "<h1>Security checks at the port</h1><p>Officers checked 1,160 lorries.</p>"),
    ("A moment of silence", "<h1>A moment of silence</h1><p>At noon the town stood still for 2 minutes.</p>"),
    ("Blocked: 16 lorries", "<h1>Blocked</h1><p>16 lorries are blocked at the tunnel.</p>"),
    ("Fermeture du camp", "<h1>Fermeture du camp</h1><p>Le camp est fermé depuis ce matin.</p>"),
    ("Camp de Calais", "<p>Il reste 900 personnes dans le camp.</p>"),
    ("Maintenance des digues", "<h1>Maintenance des digues</h1><p>12 km de digues ont été réparés.</p>"),
    (
        "Accès refusé aux secours",
        "<h1>Accès refusé aux secours</h1><p>Trois équipes de 5 personnes ont été refoulées.</p>",
    ),
    ("Connexion fluviale", "<h1>Connexion fluviale</h1><p>Le canal relie 14 villes et transporte 3 000 tonnes.</p>"),
    ("Problèmes techniques au tunnel", "<h1>Problèmes techniques au tunnel</h1><p>8 trains ont été annulés.</p>"),
    ("Espaces verts", "<h1>Espaces verts</h1><p>La ville plante 1 000 arbres.</p>"),
    ("Gestion des déchets", "<h1>Gestion des déchets</h1><p>La collecte reprend lundi dans tous les quartiers.</p>"),
    ("Lager geschlossen", "<h1>Lager geschlossen</h1><p>Das Lager ist seit heute geschlossen.</p>"),
    ("Anmeldung von Flüchtlingen", "<h1>Anmeldung von Flüchtlingen</h1><p>Im Mai wurden 700 Menschen erfasst.</p>"),
    (BEFORE, "<h1>Camp statement</h1><p>Nobody.</p>"),
    (BEFORE, "<h1>Correction</h1><p>The figures published yesterday were wrong. New ones follow tomorrow.</p>"),
    (BEFORE, "<table><tr><th>Day</th><th>People</th></tr><tr><td>Monday</td><td>12</td></tr></table>"),
    (BEFORE, "<h1>Camp statement</h1><p>This page is being rewritten. The last count, 6,900, stands.</p>"),
    ("Camp statement (archived)", "<p>This statement is kept for the record: 7,000 people were counted in 2016.</p>"),
    ("Update", "<h1>Update</h1><p>Talks go on. No figure will be given today.</p>"),
    ("Statement", "<p>The minister has nothing to add.</p>"),
    ("Count suspended", "<h1>Count suspended</h1><p>The count is suspended because of the storm.</p>"),
    ("Camp", "<h1>Camp</h1><p>See the joint statement by the two governments (pdf).</p>"),
    ("Coming together", "<h1>Coming together</h1><p>The two towns signed an agreement on schools and trains.</p>"),
    ("Gone: half the camp", "<h1>Gone: half the camp</h1><p>Half the camp was taken down in a night.</p>"),
    ("Under construction: 400 homes", "<h1>Under construction</h1><p>400 homes are being built by the river.</p>"),
    ("Error in the count", "<h1>Error in the count</h1><p>An error of 150 was found in the count of Tuesday.</p>"),
    (
        "Too many requests for asylum",
        "<h1>Too many requests for asylum</h1><p>Offices took 9,000 requests in a month.</p>",
    ),
    (
        "Temporarily closed borders",
        "<h1>Temporarily closed borders</h1><p>Both borders are closed until further notice.</p>",
    ),
    ("Welcome back to school", "<h1>Welcome back to school</h1><p>800,000 children return to class on Monday.</p>"),
    (
        "Subscribe to the relief fund",
        "<h1>Relief fund</h1><p>The fund holds 2 million euros given by 40,000 people.</p>",
    ),
    ("Technical report", "<h1>Technical report</h1><p>The report on the dam is published in full by the ministry.</p>"),
    ("Home", "<h1>Home for 30 families</h1><p>Thirty families moved into the old mill.</p>"),
]
