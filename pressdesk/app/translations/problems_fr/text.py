# ruff: noqa: E501
"""Texts, fonts, dates, in French."""

PROBLEMS: dict[str, str] = {
    "There is no font “{name}”.": "Il n’y a pas de police « {name} ».",
    "Hidden characters, as pasting from a word processor leaves them, were taken out of the text.": "Des caractères cachés, comme en laisse un traitement de texte, ont été retirés.",
    "Nothing needs to be done.": "Il n’y a rien à faire.",
    "A mark for bold text (**) is opened and never closed; it stands in the text as typed.": "Une marque de gras (**) est ouverte et jamais fermée ; elle reste dans le texte.",
    "Add the second ** or take the first away.": "Ajoutez la seconde ** ou retirez la première.",
    "“{name}” is not a font that can be read.": "« {name} » n’est pas une police lisible.",
    "Copy the font's file again (.ttf or .otf), or take it out of the folder.": "Copiez de nouveau le fichier de la police (.ttf ou .otf), ou retirez-le du dossier.",
    "A picture inside a text is not set yet; its description stands in its place.": "Une image dans un texte n’est pas encore composée ; sa description tient sa place.",
    "Put the picture into a picture field of the piece.": "Mettez l’image dans un champ d’image de la pièce.",
    "There is no form “{form}” of a date; known are {names}.": "Il n’y a pas de forme « {form} » pour une date ; il y a : {names}.",
    "There is no form “{form}” of a time; known are {names}.": "Il n’y a pas de forme « {form} » pour une heure ; il y a : {names}.",
    "“{given}” is a day that no calendar has.": "« {given} » est un jour qu’aucun calendrier n’a.",
    "“{given}” is no date; write it as 2026-03-12, 12/03/2026 or 12 mars 2026.": "« {given} » n’est pas une date ; écrivez 2026-03-12, 12/03/2026 ou 12 mars 2026.",
    "“{given}” is a time that no clock has.": "« {given} » est une heure qu’aucune horloge n’a.",
    "“{given}” is no time; write it as 14:30, 14h30 or 14 h 30.": "« {given} » n’est pas une heure ; écrivez 14:30, 14h30 ou 14 h 30.",
    "The foot-note {mark} is written twice; the second stands in the text.": "La note {mark} est écrite deux fois ; la seconde reste dans le texte.",
    "The foot-note {mark} is written here and called nowhere; it stands in the text.": "La note {mark} est écrite ici et n’est appelée nulle part ; elle reste dans le texte.",
    "“{line}” in a chart has no value.": "« {line} », dans un graphique, n’a pas de valeur.",
    "This row has more cells than the {count} columns that the line of dashes gives.": "Cette ligne a plus de cases que les {count} colonnes de la ligne de tirets.",
    "“{words}” could not be read as a picture; it stands in the text as typed.": "« {words} » ne se lit pas comme une image ; cela reste dans le texte.",
    "The foot-note {mark} is called and written nowhere; the call stands as typed.": "La note {mark} est appelée et n’est écrite nulle part ; l’appel reste tel quel.",
    "The picture “{name}” stands in a {what}, where none can stand; its description stands in its place.": "L’image « {name} » est là où il n’en va pas ({what}) ; sa description tient sa place.",
    "The words “{words}” behind the address of a link are not shown.": "Les mots « {words} » après l’adresse d’un lien ne sont pas montrés.",
}
