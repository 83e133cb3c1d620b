# ruff: noqa: E501
"""The window itself, in French."""

PROBLEMS: dict[str, str] = {
    "Spelling is not checked any more: what checks it ended twice.": "L’orthographe n’est plus vérifiée : le programme qui s’en charge s’est arrêté deux fois.",
    "Everything else works; open the campaign anew to try again.": "Tout le reste fonctionne ; rouvrez la campagne pour réessayer.",
}
