from __future__ import annotations

import pytest

from pressdesk.text.tokens import tokens


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("voir https://a.example/b?c=d.", ["url:https://a.example/b?c=d"]),
        ("(https://a.example/b_(c))", ["url:https://a.example/b_(c)"]),
        ("«\u00a0https://a.example\u00a0»", ["url:https://a.example"]),
        ("www.a.fr, a.org !", ["url:www.a.fr", "url:a.org"]),
        ("petition.example/tenir", ["url:petition.example/tenir"]),
        ("sante.gouv.fr/x?y=1", ["url:sante.gouv.fr/x?y=1"]),
        ("jean.dupont@a.fr ou @jean", ["mail:jean.dupont@a.fr", "name:@jean"]),
        ("#TenirBon et C#", ["hashtag:#TenirBon"]),
        ("`a b` &nbsp; :coeur: ;-)", ["code:`a b`", "code:&nbsp;", "code::coeur:", "code:;-)"]),
        ("patient.es et infirmier.ères, tous.tes", []),
        ("patient.es/infirmier.es", []),
        ("fin. Org. 12.50 à 14:30", []),
        ("etc. Il", []),
        ("rien", []),
    ],
)
def test_tokens(text: str, wanted: list[str]) -> None:
    assert [f"{token.kind}:{text[token.start : token.end]}" for token in tokens(text)] == wanted
