"""The French table of TRADE, case by case; ␣ stands for a no-break space, ‸ for a narrow one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressdesk.model.story import Span
from pressdesk.text.typography import NB, NN, is_french, typeset, typeset_spans

FRENCH = [
    # ; ! ? take a narrow no-break space, a run of them once
    ("Quoi ?", "Quoi‸?"),
    ("Quoi?", "Quoi‸?"),
    ("Quoi  ?", "Quoi‸?"),
    ("Non !", "Non‸!"),
    ("Non!", "Non‸!"),
    ("Oui ; non", "Oui‸; non"),
    ("Oui; non", "Oui‸; non"),
    ("Quoi ?!", "Quoi‸?!"),
    ("Quoi?!", "Quoi‸?!"),
    ("Encore !!!", "Encore‸!!!"),
    ("Encore!!!", "Encore‸!!!"),
    ("100 % ?", "100␣%‸?"),
    ("(quoi ?)", "(quoi‸?)"),
    ("(!)", "(!)"),
    ("[?]", "[?]"),
    ("?", "?"),
    ("! Attention", "! Attention"),
    ("Un mot…?", "Un mot…‸?"),
    ("« Oui ! »", "«␣Oui‸!␣»"),
    ("“Oui !”", "“Oui‸!”"),
    # typed no-break spaces stay
    (f"Quoi{NB}?", "Quoi␣?"),
    (f"Quoi{NN}?", "Quoi‸?"),
    (f"Nom{NN}: x", "Nom‸: x"),
    (f"«{NN}oui{NN}»", "«‸oui‸»"),
    (f"50{NN}€", "50‸€"),
    (f"100{NB}000", "100␣000"),
    # the colon
    ("Attention : travaux", "Attention␣: travaux"),
    ("Attention: travaux", "Attention␣: travaux"),
    ("Voici :", "Voici␣:"),
    ("Voici:", "Voici␣:"),
    ("Trois choses : un, deux", "Trois choses␣: un, deux"),
    ("à 14:30", "à 14:30"),
    ("de 9:05 à 17:45", "de 9:05 à 17:45"),
    ("ratio 1:2", "ratio 1:2"),
    ("score 3 : 2", "score 3 : 2"),
    ("En 2026 : rien", "En 2026␣: rien"),
    ("a:b", "a:b"),
    ("sourire :smile: ici", "sourire :smile: ici"),
    ("C’est gagné :-)", "C’est gagné :-)"),
    ("clin d’œil ;-)", "clin d’œil ;-)"),
    ("std::vector", "std::vector"),
    ("(voir : ici)", "(voir␣: ici)"),
    # guillemets
    ("«oui»", "«␣oui␣»"),
    ("« oui »", "«␣oui␣»"),
    ("«  oui  »", "«␣oui␣»"),
    ("dit « oui » et part", "dit «␣oui␣» et part"),
    ("« oui »,", "«␣oui␣»,"),
    ("«oui»!", "«␣oui␣»‸!"),
    ("« un « deux » trois »", "«␣un «␣deux␣» trois␣»"),
    ('"oui"', "«␣oui␣»"),
    ('Il dit "oui".', "Il dit «␣oui␣»."),
    ('("oui")', "(«␣oui␣»)"),
    ('d\'"oui"', "d’«␣oui␣»"),
    ('"Oui!" dit-il', "«␣Oui‸!␣» dit-il"),
    ('"un "deux" trois"', "«␣un “deux” trois␣»"),
    ('« un "deux" trois »', "«␣un “deux” trois␣»"),
    ('"un" et "deux"', "«␣un␣» et «␣deux␣»"),
    ('« un » puis "deux"', "«␣un␣» puis «␣deux␣»"),
    ("“déjà”", "“déjà”"),
    ("‘déjà’", "‘déjà’"),
    ('écran de 24"', 'écran de 24"'),
    ('un " seul', 'un " seul'),
    ('jamais "fermé', 'jamais "fermé'),
    # apostrophes
    ("l'école", "l’école"),
    ("aujourd'hui", "aujourd’hui"),
    ("qu'il n'est", "qu’il n’est"),
    ("L'ÉTAT", "L’ÉTAT"),
    ("l’école", "l’école"),
    ("en '68", "en ’68"),
    ("les p'tits", "les p’tits"),
    ("5'30", "5'30"),
    # thousands
    ("100 000", "100‸000"),
    ("1 234 567 soignants", "1‸234‸567 soignants"),
    ("1 234,56", "1‸234,56"),
    ("15869", "15869"),
    ("97110 Pointe", "97110 Pointe"),
    ("100 000 €", "100‸000␣€"),
    ("12 mars 2026 à 14 h", "12␣mars 2026 à 14␣h"),
    ("01 23 45 67 89", "01 23 45 67 89"),
    ("+33 1 23 45 67 89", "+33 1 23 45 67 89"),
    ("0 800 123 456", "0 800 123 456"),
    ("+590 590 123 456", "+590 590 123 456"),
    ("12 34", "12 34"),
    ("10 000 à 20 000", "10‸000 à 20‸000"),
    ("dossier n° 15869", "dossier n°␣15869"),
    # numbers and units
    ("27 %", "27␣%"),
    ("27%", "27␣%"),
    ("3 ‰", "3␣‰"),
    ("50 €", "50␣€"),
    ("50€", "50␣€"),
    ("12,50 €", "12,50␣€"),
    ("5 km", "5␣km"),
    ("80 km/h", "80␣km/h"),
    ("3 kg", "3␣kg"),
    ("10 m²", "10␣m²"),
    ("20 °C", "20␣°C"),
    ("5 min", "5␣min"),
    ("3 M€", "3␣M€"),
    ("40 millions d'euros", "40␣millions d’euros"),
    ("15 euros", "15␣euros"),
    ("2 Go", "2␣Go"),
    ("6 kWh", "6␣kWh"),
    ("3 grands", "3 grands"),
    ("2 heures", "2 heures"),
    ("4 l'un", "4 l’un"),
    ("la 5G", "la 5G"),
    # hours
    ("14 h 30", "14␣h␣30"),
    ("14h30", "14␣h␣30"),
    ("14h", "14␣h"),
    ("14 h", "14␣h"),
    ("à 9 h, place", "à 9␣h, place"),
    ("24h/24", "24␣h/24"),
    ("de 8 h à 20 h", "de 8␣h à 20␣h"),
    ("réf. A14h30", "réf. A14h30"),
    (f"14{NB}h 30", "14␣h␣30"),
    (f"14 h{NN}30", "14␣h‸30"),
    # abbreviations, titles, names, dates
    ("n° 5", "n°␣5"),
    ("n°5", "n°␣5"),
    ("N° 12", "N°␣12"),
    ("nos 5 et 6", "nos␣5 et 6"),
    ("nos vies", "nos vies"),
    ("p. 12", "p.␣12"),
    ("pp. 12-15", "pp.␣12-15"),
    ("art. 5", "art.␣5"),
    ("art. L. 162", "art.␣L. 162"),
    ("fin. Art", "fin. Art"),
    ("M. Dupont", "M.␣Dupont"),
    ("MM. Dupont et Martin", "MM.␣Dupont et Martin"),
    ("Mme Dupont", "Mme␣Dupont"),
    ("Mmes Dupont", "Mmes␣Dupont"),
    ("Mme la Ministre", "Mme␣la Ministre"),
    ("M. le maire", "M.␣le maire"),
    ("Dr Martin", "Dr␣Martin"),
    ("le Pr Élise", "le Pr␣Élise"),
    ("Me Dupont", "Me␣Dupont"),
    ("Mes amis", "Mes amis"),
    ("Mes Amis", "Mes Amis"),
    ("J. Dupont", "J.␣Dupont"),
    ("J.-P. Martin", "J.-P.␣Martin"),
    ("A. B. Dupont", "A.␣B.␣Dupont"),
    ("le 12 mars", "le 12␣mars"),
    ("le 1er mars", "le 1er␣mars"),
    ("LE 12 MARS", "LE 12␣MARS"),
    ("12 février 2026", "12␣février 2026"),
    ("3 août", "3␣août"),
    ("le 5 janv.", "le 5␣janv."),
    ("en mars 2026", "en mars 2026"),
    ("12 marsouins", "12 marsouins"),
    # ellipsis
    ("Et puis...", "Et puis…"),
    ("Et puis…", "Et puis…"),
    ("Quoi...?", "Quoi…‸?"),
    ("nom....", "nom...."),
    ("../dossier", "../dossier"),
    # dashes
    ("un -- deux -- trois", "un –␣deux␣– trois"),
    ("un - deux - trois", "un –␣deux␣– trois"),
    ("un – deux – trois", "un –␣deux␣– trois"),
    ("un — deux — trois", "un —␣deux␣— trois"),
    ("un - deux, trois", "un –␣deux, trois"),
    ("un – deux. Trois – quatre", "un –␣deux. Trois –␣quatre"),
    ("un – deux –, trois", "un –␣deux␣–, trois"),
    ("Paris - Lyon", "Paris –␣Lyon"),
    ("12 - 15", "12 - 15"),
    ("- un point", "- un point"),
    ("– Bonjour", "–␣Bonjour"),
    ("peut-être", "peut-être"),
    ("--force", "--force"),
    # capitals keep their accents, oe is left alone
    ("À L'ÉCOLE, ÇA VA", "À L’ÉCOLE, ÇA VA"),
    ("coeur", "coeur"),
    # never touched
    ("https://a.example/b?c=d;e!f", "https://a.example/b?c=d;e!f"),
    ("voir https://a.example/b !", "voir https://a.example/b‸!"),
    ("https://a.example?", "https://a.example‸?"),
    ("(https://a.example/x:y)", "(https://a.example/x:y)"),
    ("www.a.fr/12 mars", "www.a.fr/12 mars"),
    ("a.example/l'un", "a.example/l'un"),
    ("jean.dupont@a.example : oui", "jean.dupont@a.example␣: oui"),
    ("#Tenir!", "#Tenir‸!"),
    ("#100pourcent", "#100pourcent"),
    ("@collectif: oui", "@collectif␣: oui"),
    ("`a!b \"c\"` !", "`a!b \"c\"`‸!"),
    ("&nbsp; !", "&nbsp;‸!"),
    # inclusive writing
    ("les patient·es", "les patient·es"),
    ("les patient.es", "les patient.es"),
    ("tous·tes les infirmier·ères !", "tous·tes les infirmier·ères‸!"),
    ("chacun.e: oui", "chacun.e␣: oui"),
    # nothing to do
    ("", ""),
    (" ", " "),
    ("Bonjour", "Bonjour"),
    ("un\ndeux !", "un\ndeux‸!"),
]  # fmt: skip

OTHERS = [
    ("en", "What is this?", "What is this?"),
    ("en", 'He said "yes"!', "He said “yes”!"),
    ("en", "it's 'fine' now", "it’s ‘fine’ now"),
    ("en", "the workers' rights", "the workers’ rights"),
    ("en", "100 000", "100 000"),
    ("en", "14h30: now", "14h30: now"),
    ("en-GB", '"a"', "“a”"),
    ("de", '"ja"', "„ja“"),
    ("es", '"sí"', "«sí»"),
    ("gcf", "Tyen byen rèd !", "Tyen byen rèd‸!"),
    ("fr-CA", "Non !", "Non‸!"),
    ("xx", "Hm ?", "Hm ?"),
]


def seen(text: str) -> str:
    return text.replace(NB, "␣").replace(NN, "‸")


def test_there_are_many_cases() -> None:
    assert len(FRENCH) >= 150


@pytest.mark.parametrize(("typed", "wanted"), FRENCH)
def test_french(typed: str, wanted: str) -> None:
    assert seen(typeset(typed, "fr")) == wanted


@pytest.mark.parametrize(("typed", "wanted"), FRENCH)
def test_french_twice_is_as_once(typed: str, wanted: str) -> None:
    once = typeset(typed, "fr")
    assert seen(typeset(once, "fr")) == wanted


@pytest.mark.parametrize(("language", "typed", "wanted"), OTHERS)
def test_other_languages(language: str, typed: str, wanted: str) -> None:
    assert seen(typeset(typed, language)) == wanted


SIGNS = [*" \"'«»;:!?.,-–%€()’…“”`\n", NB, NN, "--", "...", " - ", "@a", "#b", "https://a.fr/", "a@b.fr", "·es"]
WORDS = [*"aMhe1205À", "12", "14 h 30", "M. ", "Dr ", "mars", "n°", "1er", "km"]
TEXTS = st.lists(st.sampled_from(SIGNS + WORDS), max_size=24).map("".join)


@given(TEXTS, st.sampled_from(["fr", "en", "de"]))
def test_idempotent(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


def bare(text: str) -> str:
    """What typography may not change: all but spaces, quotes, apostrophes, dots and dashes."""
    text = text.replace("…", "...")
    return "".join(char for char in text if char not in " \"'«»“”„‘’-–" + NB + NN)


@given(TEXTS)
def test_only_spaces_quotes_dots_and_dashes_change(text: str) -> None:
    assert bare(typeset(text, "fr")) == bare(text)


@given(st.text(max_size=40))
def test_any_text_goes(text: str) -> None:
    once = typeset(text, "fr")
    assert typeset(once, "fr") == once
    assert bare(once) == bare(text)


@given(st.lists(st.tuples(TEXTS.filter(bool), st.booleans()), min_size=1, max_size=5))
def test_spans_are_set_as_their_whole_text(parts: list[tuple[str, bool]]) -> None:
    spans = tuple(Span(text, bold=bold) for text, bold in parts)
    done = typeset_spans(spans, "fr")
    assert "".join(span.text for span in done) == typeset("".join(text for text, _ in parts), "fr")


def marked(*spans: Span, language: str = "fr") -> list[tuple[str, str]]:
    """Spans as (text, marks): b bold, i italic, s superior, and the language."""
    return [
        (seen(span.text), "b" * span.bold + "i" * span.italic + "s" * span.superior + span.language)
        for span in typeset_spans(spans, language)
    ]


def test_rules_see_across_the_borders_of_spans() -> None:
    assert marked(Span("Il dit "), Span('"oui', bold=True), Span('" !')) == [
        ("Il dit ", ""),
        ("«␣oui", "b"),
        ("␣»‸!", ""),
    ]
    assert marked(Span("le 12"), Span(" mars", italic=True)) == [("le 12", ""), ("␣mars", "i")]


def test_each_language_has_its_own_rules() -> None:
    assert marked(Span("Ils disent : "), Span('"never again!"', language="en"), Span(" !")) == [
        ("Ils disent␣: ", ""),
        ("“never again!”", "en"),
        ("‸!", ""),
    ]


SUPERIORS = [
    ("1er", [("1", ""), ("er", "s")]),
    ("la 1re", [("la 1", ""), ("re", "s")]),
    ("le 2e jour", [("le 2", ""), ("e", "s"), (" jour", "")]),
    ("la 17e législature", [("la 17", ""), ("e", "s"), (" législature", "")]),
    ("le XXIe siècle", [("le XXI", ""), ("e", "s"), (" siècle", "")]),
    ("la Ve République", [("la V", ""), ("e", "s"), (" République", "")]),
    ("François Ier", [("François I", ""), ("er", "s")]),
    ("la 2nde", [("la 2", ""), ("nde", "s")]),
    ("Mme Dupont", [("M", ""), ("me", "s"), ("␣Dupont", "")]),
    ("Dr Martin", [("D", ""), ("r", "s"), ("␣Martin", "")]),
    ("Le Dr", [("Le Dr", "")]),
    ("De la", [("De la", "")]),
    ("Ce que", [("Ce que", "")]),
    ("Me voici", [("Me voici", "")]),
    ("a2e", [("a2e", "")]),
    ("https://a.fr/2e", [("https://a.fr/2e", "")]),
    ("DIX", [("DIX", "")]),
]


@pytest.mark.parametrize(("typed", "wanted"), SUPERIORS)
def test_superior_letters(typed: str, wanted: list[tuple[str, str]]) -> None:
    assert marked(Span(typed)) == wanted


def test_superior_letters_keep_their_span() -> None:
    assert marked(Span("la "), Span("XXIe", bold=True)) == [("la ", ""), ("XXI", "b"), ("e", "bs")]
    assert marked(Span("17"), Span("e", superior=True)) == [("17", ""), ("e", "s")]


def test_superior_letters_are_french() -> None:
    assert marked(Span("the 2e"), language="en") == [("the 2e", "")]


def test_no_spans() -> None:
    assert typeset_spans((), "fr") == ()


def test_regional_languages_are_set_as_french() -> None:
    assert [is_french(language) for language in ("fr", "fr-BE", "gcf", "en", "")] == [True, True, True, False, False]
