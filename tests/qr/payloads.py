"""Two hundred payloads of all kinds and lengths, always the same ones."""

from __future__ import annotations

import random
from datetime import datetime
from functools import cache

from pressdesk.qr.payload import payload_of

TOWNS = ("Vaubrune", "Saint-Elme-d’Orcelle", "Évry", "Le Gosier", "L’Haÿ-les-Roses", "Ploërmel")
IBAN = "FR7630006000011234567890189"
WORDS = (
    *("soigner", "veiller", "tenir", "marcher", "chanter", "écrire", "rester"),
    *("venir", "Ça", "À", "Noël", "où", "naïve", "œuvre"),
)


@cache
def payloads() -> tuple[tuple[str, str], ...]:
    """Kind and payload of each, twenty of every kind."""
    chance = random.Random(1881)
    found = []
    for number in range(20):
        length = 2 + number * number // 6
        text = " ".join(chance.choice(WORDS) for _ in range(length))
        town = TOWNS[number % len(TOWNS)]
        path = "/".join(chance.choice(WORDS) for _ in range(1 + number // 4))
        start = datetime(2027, 4, 1 + number, 9 + number % 9, 30)
        made = {
            "link": payload_of("link", link=f"https://exemple.fr/{path}", tags={"source": f"affiche {number}"}),
            "mail": payload_of("mail", address="presse@exemple.fr", subject=town, body=text[:300]),
            "telephone": payload_of("telephone", number=f"05 90 {number:02} 34 56"),
            "sms": payload_of("sms", number=f"06 12 34 56 {number:02}", message=text[:140]),
            "place": payload_of("place", latitude=44.0 + number / 7, longitude=-61.5 + number / 3),
            "contact": payload_of(
                "contact", name="Nadège Corvaisier", organisation=town, phone=f"06 39 98 41 {number:02}"
            ),
            "event": payload_of("event", title=f"Marche {town}", start=start, place=text[:80]),
            "wifi": payload_of("wifi", network=f"Maison; {town}", password=f"clé:{number:08}\\"),
            "transfer": payload_of("transfer", name="Veille", iban=IBAN, amount=5 + number, text=text[:140]),
            "text": payload_of("text", text=f"{number} {text} {text[: 40 * number]}"),
        }
        found += list(made.items())
    return tuple(found)
