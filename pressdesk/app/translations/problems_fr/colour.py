# ruff: noqa: E501
"""Colour profiles, in French."""

PROBLEMS: dict[str, str] = {
    "{name} is no colour profile, or is cut off.": "{name} n’est pas un profil de couleurs, ou le fichier est coupé.",
    "Ask for it again, as an .icc file.": "Redemandez-le, en fichier .icc.",
    "The colour profile “{name}” cannot be read ({why}).": "Le profil de couleurs « {name} » ne peut pas être lu ({why}).",
    "Look after the file.": "Vérifiez le fichier.",
    "The profile “{name}” is for {space} colours, not for four inks.": "Le profil « {name} » est fait pour des couleurs {space}, et non pour quatre encres.",
    "The profile “{name}” is for no colours, not for four inks.": "Le profil « {name} » n’est fait pour aucune couleur, au lieu de quatre encres.",
    "The profile “{name}” is of version {version}, which PDF files cannot hold.": "Le profil « {name} » est en version {version}, qu’un PDF ne peut pas contenir.",
    "The profile “{name}” is not the profile of a press.": "Le profil « {name} » n’est pas celui d’une presse.",
    "Ask the printer for a CMYK output profile of version 2 or 4.": "Demandez à l’imprimeur un profil de sortie CMJN en version 2 ou 4.",
    "The profile “{name}” is damaged: no colour can be converted.": "Le profil « {name} » est abîmé : aucune couleur ne peut être convertie.",
    "The name of a spot colour is empty.": "Le nom d’un ton direct est vide.",
    "The spot colour “{name}” {why}": "Le ton direct « {name} » {why}",
    "Leave out “spot”, and give the ink in “cmyk”.": "Retirez « spot », et donnez l’encre dans « cmyk ».",
    "The name of a spot colour is longer than {most} bytes: “{name}…”.": "Le nom d’un ton direct dépasse {most} octets : « {name}… ».",
    "The spot colours “{name}” and “{other}” are one ink written in two ways.": "Les tons directs « {name} » et « {other} » sont une même encre écrite de deux façons.",
    "The spot colour “{name}” has two stand-ins: {one} and {other}.": "Le ton direct « {name} » a deux équivalents : {one} et {other}.",
    "Give both the same “cmyk”.": "Donnez aux deux le même « cmyk ».",
    "Write it as on the colour fan, such as PANTONE 485 C.": "Écrivez-le comme sur le nuancier, par exemple PANTONE 485 C.",
    "Write the ink's name as on the colour fan.": "Écrivez le nom de l’encre comme sur le nuancier.",
    "Write it as on the colour fan.": "Écrivez-le comme sur le nuancier.",
    "Write “{name}”.": "Écrivez « {name} ».",
    "Write plain letters, as on the colour fan.": "Écrivez des lettres simples, comme sur le nuancier.",
    "Write it the same everywhere, or it becomes two plates.": "Écrivez-le partout de même, sinon il fera deux plaques.",
}
