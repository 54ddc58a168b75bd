"""French-looking sentences from a small grammar and a seeded random source.

The sentences are grammatical and say nothing. Words follow a Zipf law, and invented proper names give the text a
vocabulary that goes on growing with its length, as real text has: an index of it is not unrealistically small.
"""
import itertools
import re

NOUNS = """
le dossier|la demande|le compte|l’utilisateur|le formulaire|la page|le service|la pièce jointe|le message|la liste
le champ|la date|l’établissement|le profil|la session|le mot de passe|la notification|le tableau de bord|l’adresse
le fichier|la campagne|l’accès|le statut|la validation|le paramètre|la recherche|l’agent|le calendrier|la procédure
le droit|l’option|la version|le document|la réponse|le justificatif|l’historique|la signature|le rôle|la règle
le gestionnaire|l’onglet|la colonne|le bouton|la connexion|le navigateur|l’export|l’import|le modèle|la saisie
le résultat|l’enregistrement|la fenêtre|le menu|l’assistance|la permission|le délai|la période|l’équipe|le rapport
la synthèse|le référentiel|la nomenclature|l’avis|la décision|le contrôle|l’échéance|la clé|le certificat|l’icône
le filtre|la sauvegarde|le brouillon|l’étape|la rubrique|le groupe|l’instance|la consigne|le motif|la correction
le périmètre|l’identifiant|la délégation|le budget|la ligne|le seuil|l’alerte|la mention|le commentaire|l’annexe
la convention|le volet|l’archive|la file d’attente|le serveur|la base|le lot|l’opération|la trace|le journal
la cellule|le regroupement|l’habilitation|la vérification|le rappel|l’attestation|la notice|le tri|l’arborescence
"""
VERBS = """
ouvrir|modifier|enregistrer|vérifier|envoyer|supprimer|consulter|choisir|remplir|ajouter|valider|transmettre|corriger
compléter|importer|exporter|afficher|renommer|partager|signer|dupliquer|archiver|restaurer|rechercher|trier|filtrer
télécharger|déposer|retirer|déléguer|comparer|fermer|rouvrir|annuler|confirmer|relancer|désactiver|activer|imprimer
paramétrer|classer|déplacer|rattacher|détacher|prolonger|suspendre|annoter|contrôler|joindre|actualiser|verrouiller
"""
ADJECTIVES = """
disponible|obligatoire|visible|utile|modifiable|accessible|indispensable|incomplète|facultative|valable|lisible
impossible|nécessaire|rapide|unique|identique|conforme|définitive|temporaire|invalide|manquante|irréversible|exploitable
"""
ONSETS = "b br c cl d dr f fl g gr j l m n p pr r s t tr v".split()
NUCLEI = "a e i o u ai an el en er in is on or ou ul".split()
ENDINGS = "ia el is an or ine ade eur al ys on iste ure ambre élie oise".split()

GRAMMAR = {
    "sentence": [
        "{Infinitive} {np} avant {deinf} {np}.",
        "{Cap}: {np} reste {adj} tant que {np} n’est pas {adj}.",
        "Pour {inf} {np}, {order} {np}, puis {order} {np}.",
        "Si {np} n’est pas {adj}, {order} {np} ou {order} {np} {of}.",
        "{When}, {np} {of} devient {adj}.",
        "Dans {place}, {order} {np} {of} : {np} est alors {adj}.",
        "Il est possible {deinf} {np} {of} {when}, sauf lorsque {np} est {adj}.",
        "{Subject} permet {deinf} {np} {of} et {deinf} {np}.",
        "{Subject} affiche {np}, {np} et {np} dans {place}.",
        "Avec {name}, {np} {of} peut être {adj} {when}.",
        "Vous ne pouvez pas {inf} {np} {when} : {order} d’abord {np} {of}.",
        "Cette étape sert à {inf} {np} ; elle n’a pas d’effet sur {np} {of}.",
        "Par défaut, **{name}** garde {np} pendant {number} jours.",
        "Le module *{name}* demande {deinf} {np} {of} dès que {np} est {adj}.",
        "Au-delà de {number} éléments, {np} s’affiche par pages et {np} n’est plus {adj}.",
        "Le champ `{field}` reçoit la valeur que donne {np} {of}.",
        "Lorsque {np} {of} arrive à son terme, {name} envoie un message {to}.",
        "Reportez-vous {to} {of} pour savoir comment {inf} {np}.",
        "{Subject} n’est {adj} que pour les personnes rattachées {to} {name}.",
        "En cas de doute, {order} {np} avec {np} {of}, sans {inf} {np}.",
    ],
    "item": [
        "{inf} {np} {of}", "{np} {of}, lorsqu’il y a lieu", "{np} : {np} ou {np}", "{inf} puis {inf} {np}",
        "{np} de **{name}**, {when}", "`{field}`, qui désigne {np}", "{inf} {np} dans {place}",
    ],
    "step": [
        "{Order} {np} {of}.", "Dans {place}, {order} {np}.", "{Order} {np}, puis {order} {np} {of}.",
        "Attendez que {np} devienne {adj}.", "{Order} la case **{name}** si {np} est {adj}.",
    ],
    "cell": ["{np}", "{adj}", "{inf} {np}", "{number} jours", "{name}", "`{field}`", "{np} {of}"],
    "heading": [
        "{Infinitive} {np} {of}", "{Infinitive} {np}", "Avant {deinf} {np}", "{Infinitive} {np} avec {name}",
        "Les droits {of}", "Que faire lorsque {np} n’est pas {adj}", "Le module {name} et {np}", "Limites {of}",
        "Comprendre {np} {of}", "{Infinitive} ou {inf} {np}",
    ],
    "title": ["{Infinitive} {np} {of} dans {name}", "{Infinitive} {np} avec {name}", "{name} : {inf} {np} {of}"],
    "question": [
        "Comment {inf} {np} {of} dans {rare} avec {rare} ?", "Pourquoi {np} de {rare} n’est pas {adj} dans {rare} ?",
        "Que faire si {rare} refuse {deinf} {np} de {rare} ?", "Quand {inf} {np} de {rare} avec {rare} ?",
    ],
    "alias": ["{rare} {rare} {bare}", "{bare} {rare} bloqué {rare}"],
    "when": [
        "avant la clôture", "après la validation", "au cours de la campagne", "dès l’ouverture", "à tout moment",
        "jusqu’à la signature", "le jour même", "tant que {np} est {adj}", "une fois {np} {adj}",
    ],
    "place": [
        "l’onglet **{name}**", "le menu **{name}**", "la partie droite {of}", "le volet {name}", "le haut {of}",
        "la fenêtre qui s’ouvre", "la rubrique **{name}**",
    ],
}
ORDERS = "ouvrez|vérifiez|choisissez|envoyez|complétez|fermez|consultez|enregistrez|cochez|affichez|copiez".split("|")
SLOT = re.compile(r"\{(\w+)\}")


def words(block):
    return [word for line in block.split("\n") for word in line.split("|") if word]


def zipf(values):
    """A pool in which the n-th value stands about 1/n as often as the first: picking from it is one look-up."""
    pool = []
    for rank, value in enumerate(values, 1):
        pool.extend([value] * max(1, 60 // rank))
    return pool


def contracted(noun, vowel_form, masculine, other):
    """A preposition joined to a noun's article: de + le = du, à + le = au."""
    if noun.startswith("le "):
        return masculine + noun[2:]
    return (vowel_form if noun.startswith("l’") else other) + noun


def capital(text):
    return text[:1].upper() + text[1:]


def names():
    """Invented proper names: about 60,000, the short ones first."""
    for parts in itertools.product(ONSETS, NUCLEI, ENDINGS):
        yield "".join(parts).capitalize()
    for a, b, c, d, e in itertools.product(ONSETS, NUCLEI, ONSETS, ("a", "e", "i", "o", "u", "an"), ENDINGS[:8]):
        yield (a + b + c + d + e).capitalize()


class Prose:
    """Sentences of one text; the same random source gives the same words."""

    NOUNS = zipf(words(NOUNS))
    VERBS = zipf(words(VERBS))
    ADJECTIVES = words(ADJECTIVES)
    NAMES = list(names())
    PATTERNS = {symbol: [SLOT.split(pattern) for pattern in patterns] for symbol, patterns in GRAMMAR.items()}

    def __init__(self, random):
        self.random = random.random
        self.makers = {
            "np": lambda: self.pick(self.NOUNS),
            "of": lambda: contracted(self.pick(self.NOUNS), "de ", "du", "de "),
            "to": lambda: contracted(self.pick(self.NOUNS), "à ", "au", "à "),
            "bare": lambda: re.sub("^(le |la |l’)", "", self.pick(self.NOUNS)),
            "inf": lambda: self.pick(self.VERBS),
            "deinf": self.de_infinitive,
            "Infinitive": lambda: capital(self.pick(self.VERBS)),
            "adj": lambda: self.pick(self.ADJECTIVES),
            "order": lambda: self.pick(ORDERS),
            "Order": lambda: capital(self.pick(ORDERS)),
            "name": self.name,
            "rare": self.rare_name,
            "field": lambda: self.name().lower().replace("é", "e") + "_" + self.pick("code date etat libelle total".split()),
            "number": lambda: str(int(2 + self.random() ** 3 * 400)),
            "Subject": lambda: capital(self.pick(self.NOUNS)),
            "Cap": lambda: self.pick(("À savoir ", "À noter ", "Attention ", "Rappel ")),
            "When": lambda: capital(self.make("when")),
            "when": lambda: self.make("when"),
            "place": lambda: self.make("place"),
        }

    def pick(self, values):
        return values[int(self.random() * len(values))]

    def de_infinitive(self):
        verb = self.pick(self.VERBS)
        return ("d’" if verb[0] in "aeéiou" else "de ") + verb

    def name(self):
        """Few names often, many names now and then."""
        return self.NAMES[int(self.random() ** 5 * len(self.NAMES))]

    def rare_name(self):
        """One name as often as another, for phrases that must not resemble one another."""
        return self.pick(self.NAMES)

    def make(self, symbol):
        parts = self.pick(self.PATTERNS[symbol])
        makers = self.makers
        return "".join([makers[part]() if at % 2 else part for at, part in enumerate(parts)])

    def sentence(self):
        return self.make("sentence")

    def paragraph(self, sentences):
        return " ".join([self.sentence() for _ in range(sentences)])
