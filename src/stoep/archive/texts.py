"""What an archive says of itself, in Dutch and in English, for somebody who has never seen Stoep."""

from __future__ import annotations

from stoep.archive import lists_of_rooms, rules

DUTCH = """ARCHIEF VAN {name}
{line}

Dit is alles wat {name} in Stoep heeft staan. U leest het zonder Stoep: het zijn gewone bestanden.
Stoep is vrije software. Met deze map zet u de wijk op een andere server weer neer.

WAT ER IN ZIT
{parts}
IN DE MAP openbaar
  logboek.jsonl    alles wat er gedaan is, in volgorde, verzegeld. Er staat niets persoonlijks in.
{lists}
  jaarboek-….pdf   elk jaar in één boekje
  paginas.csv      de adressen van de pagina's
  fotos/           foto's die iedereen mag zien; fotos.csv zegt wat erop staat
  archief.json     wat elk bestand is, hoeveel regels het heeft, en hoe ver het logboek was
Elke lijst staat er twee keer: als .csv voor een rekenblad, en als .jsonl voor een programma.
Namen van mensen staan er niet in. Wat hier staat, mag u aan iedereen geven.

IN DE MAP besloten
  rijen/           elke rij van elke tabel, een regel JSON per rij
  bestanden/       alle foto's en stukken
  logboek-na-stempel.jsonl   wat na de laatste stempel is gedaan
In deze map staan namen, en woorden die niet voor iedereen zijn. Bewaar hem zoals u een brief met een geheim bewaart.
E-mailadressen, telefoonnummers en tweede sloten zijn versleuteld. Zonder sleutel leest niemand ze.
Staat er een bestand adressen.key bij, dan is dat de sleutel. Staat het er niet, dan heeft de server hem.

IS ALLES ER NOG, EN IS ER NIETS VERANDERD?
  cd openbaar && sha256sum -c CONTROLE.sha256
  python3 stoep-verify.py openbaar/logboek.jsonl --against uw-bewaarde-stempel.txt
ONDERTEKENING.txt is de handtekening van de server onder CONTROLE.sha256. Het logboek noemt de sleutel.
Het programma stoep-verify.py haalt u bij Stoep, of op de pagina van het logboek.

OPNIEUW NEERZETTEN
  ./stoep import DEZE-MAP
Daarvoor is een server nodig waarop deze wijk nog niet staat. Heeft u geen adressen.key? Zet dan eerst de sleutel
van de oude server in STOEP_CONTACT_KEYS, achter de nieuwe.
Wie geen uitnodiging meer wilde, krijgt er hier ook geen als keys/letterboxes.key van de oude server meekomt:
zet die sleutel in STOEP_LETTERBOX_KEYS, achter de nieuwe.
Geheime sleutels van de server zitten nooit in het archief.
Het logboek gaat verder onder de sleutel van de nieuwe server.

WAT U MOET WETEN
Wie later zijn woorden wist, wist ze niet in deze kopie.
Gooi een kopie daarom na {days} dagen weg, en bewaar de nieuwste.
Hoe elk bestand precies in elkaar zit, staat in docs/archive-format.md van Stoep.
Dit logboek heet: {origin}
"""

ENGLISH = """ARCHIVE OF {name}
{line}

This is everything that {name} has in Stoep. You can read it without Stoep: these are plain files.
Stoep is free software. With this folder you can set the neighbourhood up again on another server.

WHAT IS IN IT
{parts}
IN THE FOLDER openbaar (public)
  logboek.jsonl    everything that was done, in order, sealed. Nothing personal is in it.
{lists}
  jaarboek-….pdf   each year in one book
  paginas.csv      the addresses of the pages
  fotos/           pictures that everyone may see; fotos.csv says what they show
  archief.json     what each file is, how many lines it has, and how far the log was
Each list is there twice: as .csv for a spreadsheet, and as .jsonl for a program.
No names of people are in it. What is here you may give to everyone.

IN THE FOLDER besloten (closed)
  rijen/           each row of each table, one line of JSON a row
  bestanden/       all pictures and documents
  logboek-na-stempel.jsonl   what was done after the last checkpoint
In this folder are names, and words that are not for everyone. Keep it as you keep a letter with a secret.
E-mail addresses, telephone numbers and second locks are encrypted. Without the key nobody reads them.
If there is a file adressen.key, that is the key. If not, the server has it.

IS EVERYTHING THERE, AND WAS NOTHING CHANGED?
  cd openbaar && sha256sum -c CONTROLE.sha256
  python3 stoep-verify.py openbaar/logboek.jsonl --against the-checkpoint-you-kept.txt
ONDERTEKENING.txt is the server's signature under CONTROLE.sha256. The log names the key.
The program stoep-verify.py comes with Stoep, and is on the page of the log.

SETTING IT UP AGAIN
  ./stoep import THIS-FOLDER
It takes a server on which this neighbourhood is not there yet. Without adressen.key, first put the key of the old
server in STOEP_CONTACT_KEYS, behind the new one.
Whoever wanted no more invitations gets none here either when keys/letterboxes.key of the old server comes along: put
that key in STOEP_LETTERBOX_KEYS, behind the new one.
Secret keys of the server are never in the archive. The log goes on under the key of the new server.

WHAT YOU SHOULD KNOW
Whoever erases their words later does not erase them in this copy.
So throw a copy away after {days} days, and keep the newest.
How each file is built is told in docs/archive-format.md of Stoep.
This log is called: {origin}
"""
_PARTS = {
    rules.OPEN: ("  openbaar/   wat iedereen mag lezen\n", "  openbaar/   what everyone may read\n"),
    rules.CLOSED: (
        "  besloten/   wat alleen het netwerk van bewoners en de onafhankelijke organisatie bewaren\n",
        "  besloten/   what only the residents' network and the independent organisation keep\n",
    ),
}


def readme(name: str, origin: str, parts: tuple[str, ...]) -> dict[str, str]:
    """The two files on top of an archive, by their name."""
    made = {}
    for place, (file, text) in enumerate((("LEESMIJ.txt", DUTCH), ("README.txt", ENGLISH))):
        told = "\n".join(f"  {each.name:<16} {each.about[place]}" for each in lists_of_rooms.ALL)
        inside = "".join(_PARTS[part][place] for part in parts)
        about = {"name": name, "line": "=" * (12 + len(name)), "origin": origin, "days": rules.KEPT_DAYS}
        made[file] = text.format(lists=told, parts=inside, **about)
    return made
