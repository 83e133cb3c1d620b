"""What release lint says, in French."""

PROBLEMS: dict[str, str] = {
    "A bullet ({bullet}) is typed as a character.": "Une puce ({bullet}) est tapée comme un caractère.",
    "A space stands after an opening bracket.": "Une espace suit une parenthèse ouvrante.",
    "A space stands before a closing bracket.": "Une espace précède une parenthèse fermante.",
    "A space stands before a comma.": "Une espace précède une virgule.",
    "A space stands before a full stop.": "Une espace précède un point.",
    "Add it in the campaign.": "Ajoutez-le dans la campagne.",
    "Add one with telephone and mail.": "Ajoutez-en un, avec téléphone et courriel.",
    "Begin with one.": "Commencez par en écrire un.",
    "Correct it, or list it in the campaign's fact “words”.": "Corrigez-le, ou ajoutez-le au fait « words » de la campagne.",  # noqa: E501
    "End it with a line “— Name, function”.": "Terminez-la par une ligne « — Nom, fonction ».",
    "Fill in one of the two.": "Remplissez l’un des deux.",
    "Group its figures: {grouped}.": "Séparez les milliers : {grouped}.",
    "Make it an item of a list.": "Faites-en un élément de liste.",
    "Name the source, or add a foot-note.": "Citez la source, ou ajoutez une note.",
    "Nothing says where “{figure}” comes from.": "Rien ne dit d’où vient « {figure} ».",
    "Nothing says who sends the release.": "Rien ne dit qui envoie le communiqué.",
    "Take it away.": "Enlevez-la.",
    "Take one away.": "Enlevez l’un des deux.",
    "Describe it for readers who cannot see it.": "Décrivez-la pour qui ne la voit pas.",
    "Name who took it.": "Nommez son auteur.",
    "The contact {who} has no {what}.": "Le contact {who} n’a pas de {what}.",
    "The date line has no date.": "La ligne de date n’a pas de date.",
    "The date line has no town.": "La ligne de date n’a pas de ville.",
    "The first paragraph has {count} words; an editor reads {most}.": "Le premier paragraphe compte {count} mots ; une rédaction en lit {most}.",  # noqa: E501
    "The heading “{heading}” is two levels below the one before it.": "L’intertitre « {heading} » est deux niveaux sous le précédent.",  # noqa: E501
    "The letter “{letter}” stands alone after a sentence.": "La lettre « {letter} » reste seule après une phrase.",
    "The link {link} is not https.": "Le lien {link} n’est pas en https.",
    "The paragraph “{words}” stands twice.": "Le paragraphe « {words} » figure deux fois.",
    "The picture {path} has no {what}.": "L’image {path} n’a pas de {what}.",
    "The quotation “{words}” has no speaker.": "La citation « {words} » n’est attribuée à personne.",
    "The release says neither an embargo nor that it may be published at once.": "Le communiqué ne dit ni embargo, ni diffusion immédiate.",  # noqa: E501
    "The text has no first paragraph to sum it up.": "Le texte n’a pas de premier paragraphe qui le résume.",
    "The text has no title.": "Le texte n’a pas de titre.",
    "The title has {count} words; {most} are read at a glance.": "Le titre compte {count} mots ; on en lit {most} d’un coup d’œil.",  # noqa: E501
    "The town “{town}” in the date line has no capital.": "La ville « {town} » de la ligne de date n’a pas de majuscule.",  # noqa: E501
    "There is no press contact in the campaign.": "La campagne n’a pas de contact presse.",
    "Write https, and try it.": "Écrivez https, et essayez-le.",
    "Write it with a capital.": "Écrivez-la avec une majuscule.",
    "Write it with {marks}.": "Écrivez-le avec {marks}.",
    "Write title = “…” at the head.": "Écrivez title = “…” en tête.",
    "Write place = “…” at the head.": "Écrivez place = “…” en tête.",
    "Write date = 2027-03-01 at the head.": "Écrivez date = 2027-03-01 en tête.",
    "Write some lines about you as the fact “about” of the campaign.": "Écrivez quelques lignes sur vous : le fait « about » de la campagne.",  # noqa: E501
    "Write « » in a French text.": "Écrivez « » dans un texte français.",
    "Write “{right}”.": "Écrivez « {right} ».",
    "{figures} is hard to read.": "{figures} se lit mal.",
    "“{words}” has no capital in a date.": "« {words} » n’a pas de majuscule dans une date.",
    "“{words}” is not in the dictionary.": "« {words} » n’est pas dans le dictionnaire.",
    "“{words}” is written with œ.": "« {words} » s’écrit avec œ.",
    "“{words}” is written “{right}” elsewhere.": "« {words} » s’écrit « {right} » ailleurs.",
    "“{words}” lacks its accent.": "Il manque un accent à « {words} ».",
    "“{words}” stands in English quotes.": "« {words} » est entre guillemets anglais.",
    "“{words}” stands twice.": "« {words} » est écrit deux fois.",
}
