"""What a certificate says, in French and English."""

from __future__ import annotations

from collections.abc import Mapping

from pressdesk.prepress.certificate import Verdict

HEADINGS: Mapping[str, tuple[str, str]] = {
    "certificate": ("Certificat d’impression", "Print certificate"),
    "checked": ("Ce qui a été vérifié", "What was checked"),
    "page": ("La page", "The page"),
    "inks": ("Encres", "Inks"),
    "fonts": ("Polices", "Fonts"),
    "codes": ("Codes QR, relus sur le fichier", "QR codes, read back from the file"),
    "remarks": ("À regarder", "To look at"),
    "proof": ("Empreintes SHA-256", "SHA-256 hashes"),
    "file": ("fichier", "file"),
    "profile": ("profil", "profile"),
    "bleed": ("fond perdu", "bleed"),
    "trim": ("format fini", "trim size"),
    "pages": ("pages", "pages"),
    "up to": ("lisible jusqu’à", "scans up to"),
    "more": ("et {} de plus", "and {} more"),
    "nothing": ("aucun", "none"),
    "day": ("campagne du", "campaign of"),
    "made": (
        "Contrôlé par {} sur les octets exportés, relus après l’écriture.",
        "Checked by {} on the exported bytes, read again after they were written.",
    ),
}

VERDICTS: Mapping[Verdict, tuple[tuple[str, str], tuple[str, str]]] = {
    "ready": (
        ("Prêt à imprimer", "Ready to print"),
        ("Tous les contrôles sont passés.", "Every check was passed."),
    ),
    "remarks": (
        ("Prêt, avec des remarques", "Ready, with remarks"),
        ("Rien n’empêche d’imprimer ; regardez les points ci-dessous.", "Nothing stands against printing; look below."),
    ),
    "faulty": (
        ("À corriger avant d’imprimer", "To mend before it is printed"),
        ("Ce fichier a été écrit malgré ses fautes.", "This file was written in spite of its faults."),
    ),
}

CHECKS: Mapping[str, tuple[str, str]] = {
    "file": ("Fichier et norme", "File and standard"),
    "boxes": ("Format fini et fond perdu", "Trim and bleed"),
    "marks": ("Repères, marges, plis", "Marks, margins, folds"),
    "colours": ("Couleurs d’impression", "Print colours"),
    "black": ("Noirs et surimpression", "Blacks and overprint"),
    "ink": ("Taux d’encrage", "Ink coverage"),
    "pictures": ("Définition des images", "Picture resolution"),
    "lines": ("Textes et filets", "Text and lines"),
    "fonts": ("Polices", "Fonts"),
    "codes": ("Codes QR", "QR codes"),
    "law": ("Mentions légales", "Legal lines"),
    "other": ("Mise en page", "Layout"),
}

INKS: Mapping[str, tuple[str, str]] = {
    "Cyan": ("Cyan", "Cyan"),
    "Magenta": ("Magenta", "Magenta"),
    "Yellow": ("Jaune", "Yellow"),
    "Black": ("Noir", "Black"),
}

REMARKS: Mapping[str, tuple[str, str]] = {
    "fair-resolution": (
        "Image un peu petite (moins de 225 ppp)",
        "Picture under 225 ppi",
    ),
    "low-resolution": ("Image trop petite : elle paraîtra floue", "Picture too small: it will look coarse"),
    "low-line-art": ("Dessin au trait trop petit", "Line drawing too small"),
    "too-much-ink": ("Trop d’encre pour ce papier", "Too much ink for this paper"),
    "no-bleed": ("Fond perdu insuffisant", "Not enough bleed"),
    "bare-bleed": ("Un fond s’arrête à la coupe", "A ground ends at the cut"),
    "safe-zone": ("Texte trop près de la coupe", "Text too near to the cut"),
    "fold": ("Texte sur un pli", "Text on a fold"),
    "hairline": ("Filet trop fin", "Line too thin"),
    "tiny-text": ("Texte trop petit", "Text too small"),
    "small-text": ("Petit texte en réserve ou en plusieurs encres", "Small text reversed or in several inks"),
    "faint-text": ("Texte peu contrasté", "Text with little contrast"),
    "unseen-text": ("Texte invisible", "Text that cannot be seen"),
    "rgb": ("Couleurs d’écran (RVB)", "Screen colours (RGB)"),
    "odd-colours": ("Espace de couleur inhabituel", "Unusual colour space"),
    "spot-names": ("Un ton direct a plusieurs noms", "A spot colour has several names"),
    "rich-black-text": ("Petit texte noir en plusieurs encres", "Small black text in several inks"),
    "grey-text": ("Texte noir en gris", "Black text in grey"),
    "black-knocks-out": ("Petit texte noir en réserve", "Small black text knocks out"),
    "white-overprint": ("Du blanc en surimpression disparaîtra", "White that overprints would vanish"),
    "font-not-embedded": ("Police absente du fichier", "Font not in the file"),
    "type-3": ("Lettres dessinées (Type 3)", "Drawn letters (Type 3)"),
    "font-names": ("Deux polices du même nom", "Two fonts of one name"),
    "empty-glyph": ("Caractères vides", "Empty characters"),
    "nameless-glyph": ("Lettres sans caractère", "Letters without characters"),
    "qr-unreadable": ("Code QR illisible", "QR code that cannot be read"),
    "qr-quiet-zone": ("Marge du code QR entamée", "Margin of the QR code entered"),
    "qr-module": ("Code QR trop petit", "QR code too small"),
    "qr-distance": ("Code QR petit pour la distance", "QR code small for its distance"),
    "qr-contrast": ("Code QR peu contrasté", "QR code with little contrast"),
    "qr-inverted": ("Code QR inversé", "Inverted QR code"),
    "official-notice": ("Mention d’affichage officiel à vérifier", "Official notice rule to be checked"),
    "no-printer": ("Mention de l’imprimeur absente", "No line of the printer"),
    "no-litter-line": ("« Ne pas jeter sur la voie publique » absent", "No line against littering"),
    "national-colours": ("Bleu, blanc et rouge ensemble", "Blue, white and red together"),
    "overset": ("Du texte ne tient pas", "Text does not fit"),
    "no-press-profile": ("Pas de profil pour ce papier", "No profile for this paper"),
    "marks-inside": ("Repère dans la page", "Mark inside the page"),
    "out-of-gamut": ("Couleur hors du papier", "Colour that the paper cannot show"),
}
"""What a remark is about, in few words; one that is not here is told by its own sentence."""


def words(entry: tuple[str, str], language: str) -> str:
    """The French or the English of an entry; English for every other language."""
    return entry[0] if language.partition("-")[0] == "fr" else entry[1]


def figure(value: float, unit: str, language: str, digits: int = 0) -> str:
    """A figure with its unit, as the language writes it.

    >>> figure(7.5, "pt", "fr", 1), figure(7.5, "pt", "en", 1)
    ('7,5\\u202fpt', '7.5 pt')
    """
    text = f"{value:.{digits}f}"
    if language.partition("-")[0] == "fr":
        return f"{text.replace('.', ',')}\u202f{unit}"
    return f"{text} {unit}" if unit != "%" else f"{text}%"
