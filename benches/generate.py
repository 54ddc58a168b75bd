#!/usr/bin/env python3
"""Writes a synthetic help centre of N texts: generate.py OUT N [--seed 1].

The same N and seed give the same bytes. A smaller site is a part of a larger one: text k depends on the seed and on k
alone, and links only to texts before it. So what differs between two sizes is the size.
"""
import argparse
import dataclasses
import math
import pathlib
import posixpath
import random
import struct
import unicodedata
import zlib

import samples
from prose import Prose, capital

QUESTION_EVERY = 10     # one text in ten is a question of the FAQ
QUESTIONS_A_THEME = 40
SECTION_SIZES = (40, 100)
MEDIAN_BYTES = 3_600    # of a page; with SPREAD, the mean of all texts is about 6 kB
SPREAD = 1.12           # of the logarithm of the length
SHORTEST, LONGEST = 600, 62_000
BYTES_A_HEADING = 950
BYTES_A_LINK = 1_500
WITH_CODE = 0.17        # of the pages: 15 % of all texts
WITH_IMAGE = 0.04
MOST_EVENTS = 40
TEXTS_AN_EVENT = 25


@dataclasses.dataclass
class Plan:
    """What other texts need to know of a text before it is written."""

    number: int
    path: str
    title: str
    headings: list      # of (level, words); all words differ, so that their anchors do
    size: int           # bytes to reach, about
    is_question: bool


def anchor(words):
    """The id that vademecum gives to a heading."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c)).lower()
    plain = "".join(c if c.isalnum() else "-" for c in plain.replace("œ", "oe").replace("æ", "ae"))
    return "-".join(part for part in plain.split("-") if part)[:100].rstrip("-")


def dice(seed, what, number):
    return random.Random("%s %s %s" % (seed, what, number))


def plans(count, seed):
    """The plans of all texts, in their order."""
    folders = sections(seed)
    made, folder, left = [], None, 0
    for number in range(count):
        chance = dice(seed, "plan", number)
        if number % QUESTION_EVERY == QUESTION_EVERY - 1:
            made.append(plan_question(number, chance))
            continue
        if left == 0:
            folder, left = next(folders)
        left -= 1
        made.append(plan_page(number, folder, chance))
    return made


def sections(seed):
    """Folders and how many pages each holds, without end."""
    for number in range(10 ** 9):
        chance = dice(seed, "section", number)
        yield "content/%s-%d" % (anchor(Prose(chance).name()), number + 1), chance.randint(*SECTION_SIZES)


def plan_page(number, folder, chance):
    prose = Prose(chance)
    title = prose.make("title")
    size = int(min(max(chance.lognormvariate(math.log(MEDIAN_BYTES), SPREAD), SHORTEST), LONGEST))
    return Plan(number, "%s/%s-%d.md" % (folder, anchor(title)[:60].rstrip("-"), number), title, plan_headings(size, chance, prose), size, False)


def plan_headings(size, chance, prose):
    """Levels 2 to 4 without a gap; no two headings with the same words."""
    headings, level, seen = [], 1, set()
    for _ in range(round(size / BYTES_A_HEADING * chance.uniform(0.6, 1.4))):
        words = prose.make("heading")
        if anchor(words) in seen:
            continue
        seen.add(anchor(words))
        level = chance.choice(range(2, min(level + 1, 4) + 1)) if level > 1 else 2
        headings.append((level, words))
    return headings


def plan_question(number, chance):
    prose = Prose(chance)
    title = prose.make("question")
    theme = number // QUESTION_EVERY // QUESTIONS_A_THEME + 1
    path = "faq/theme-%d/%s-%d.md" % (theme, anchor(title)[:60].rstrip("-"), number)
    return Plan(number, path, title, [], int(chance.uniform(300, 1_800)), True)


class Writer:
    """Makes the Markdown of one text."""

    def __init__(self, plan, texts, seed):
        self.plan, self.texts = plan, texts
        self.chance = dice(seed, "text", plan.number)
        self.prose = Prose(self.chance)
        self.blocks = []
        self.length = 0
        self.to_link = plan.size / BYTES_A_LINK

    def add(self, block):
        self.blocks.append(block)
        self.length += len(block.encode()) + 2

    def text(self):
        plan, steps = self.plan, max(1, len(self.plan.headings))
        code = self.code_places(steps)
        self.add(self.front_matter())
        self.add(self.paragraph())
        for step in range(steps):
            if plan.headings:
                level, words = plan.headings[step]
                self.add("%s %s" % ("#" * level, words))
            for _ in range(code.count(step)):
                self.add(samples.block(self.prose.pick(samples.LANGUAGES), self.chance.randint(5, 28), self.prose))
            if step == 0 and not plan.is_question and self.chance.random() < WITH_IMAGE:
                self.add('![%s](schema.png "%s")' % (self.prose.make("item"), capital(self.prose.make("item"))))
            while self.length < plan.size * (step + 1) / steps:
                self.add(self.block())
        return "\n\n".join(self.blocks) + "\n"

    def front_matter(self):
        rows = ["---"]
        if self.plan.is_question:
            rows += ["question: %s" % quoted(self.plan.title), "short_answer: %s" % quoted(self.prose.sentence()), "aliases: %s" % quoted(self.prose.make("alias"))]
            if self.chance.random() < 0.02:
                rows += ["urgent: true", "contact: assistance"]
        else:
            rows += ["title: %s" % quoted(self.plan.title), "summary: %s" % quoted(self.prose.sentence()), "keywords: [%s, %s]" % (self.prose.name(), self.prose.name())]
        return "\n".join([*rows, "---"])

    def code_places(self, steps):
        if self.plan.is_question or self.chance.random() >= WITH_CODE:
            return []
        return [self.chance.randrange(steps) for _ in range(self.chance.randint(1, 4))]

    def block(self):
        """A paragraph in most cases."""
        luck = self.chance.random()
        for share, make in ((0.58, self.paragraph), (0.78, self.bullets), (0.88, self.steps), (0.93, self.table), (0.98, self.note)):
            if luck < share:
                return make()
        return "::: details %s\n%s\n:::" % (self.prose.make("heading"), self.paragraph())

    def paragraph(self):
        sentences = [self.prose.sentence() for _ in range(self.chance.randint(2, 6))]
        while self.to_link >= 1 and self.plan.number > 0:
            self.to_link -= 1
            sentences.insert(self.chance.randint(1, len(sentences)), self.link_sentence())
        if self.chance.random() < 0.01:
            event = self.chance.randrange(min(MOST_EVENTS, self.plan.number // TEXTS_AN_EVENT + 1))
            sentences.append("Cette étape se termine {{ date:%s }}." % event_id(event))
        return " ".join(sentences)

    def link_sentence(self):
        """A link to a text before this one, more often a near one, and in half of the cases to a heading of it."""
        back = 1 + int(self.chance.random() ** 3 * self.plan.number)
        target = self.texts[self.plan.number - back]
        words, end = target.title, ""
        if target.headings and self.chance.random() < 0.5:
            words = self.prose.pick(target.headings)[1]
            end = "#" + anchor(words)
        path = posixpath.relpath(target.path, posixpath.dirname(self.plan.path))
        start = self.prose.pick(("Voir", "Voir aussi", "La marche à suivre est dans", "Pour la suite, lisez"))
        return "%s « [%s](%s%s) »." % (start, words, path, end)

    def bullets(self):
        return "\n".join("- %s" % capital(self.prose.make("item")) for _ in range(self.chance.randint(3, 7)))

    def steps(self):
        return "\n".join("%d. %s" % (at, self.prose.make("step")) for at in range(1, self.chance.randint(4, 8)))

    def table(self):
        columns = self.chance.randint(2, 4)
        row = lambda: "| %s |" % " | ".join(self.prose.make("cell") for _ in range(columns))
        return "\n".join([row(), "|%s" % ("---|" * columns), *[row() for _ in range(self.chance.randint(3, 12))]])

    def note(self):
        if self.chance.random() < 0.5:
            return "> [!%s]\n> %s" % (self.prose.pick(("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")), self.paragraph())
        return "::: %s\n%s\n:::" % (self.prose.pick(("note", "conseil", "important", "attention")), self.paragraph())


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("*", "").replace("`", "")


def event_id(number):
    return "echeance-%d" % (number + 1)


def calendar(count, seed):
    """The events that `count` texts may cite, and no others."""
    rows = ["events:"]
    for number in range(min(MOST_EVENTS, (count - 1) // TEXTS_AN_EVENT + 1)):
        prose = Prose(dice(seed, "event", number))
        rows += ["  - id: %s" % event_id(number), "    title: %s" % quoted(prose.make("title")), "    kind: deadline", "    date: 2025-%02d-%02d" % (number % 12 + 1, number % 28 + 1),
                 "    bound: before", "    action: %s" % quoted(prose.sentence())]
    return "\n".join(rows) + "\n"


SETTINGS = """\
title: Aide d’essai
description: Un centre d’aide fait de phrases tirées au sort, pour mesurer.
language: fr
base_url: https://aide.example.org
contact: assistance
"""
CONTACTS = """\
contacts:
  - id: assistance
    label: Service d’assistance
    serves: Toutes les questions.
    channels:
      - mail: assistance@example.org
"""
GLOSSARY = """\
terms:
  - term: MDP
    expansion: mot de passe
  - term: PJ
    expansion: pièce jointe
"""
HOME = "---\ntitle: Accueil\n---\n\nUn centre d’aide de %d textes, fait pour mesurer.\n"


def picture(seed, folder):
    """A small PNG with bands of grey that differ from folder to folder."""
    chance, width, height = dice(seed, "picture", folder), 320, 120
    rows = b"".join(bytes([0]) + bytes([chance.randrange(256)]) * width for _ in range(height))
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def section_index(seed, folder):
    prose = Prose(dice(seed, "index", folder))
    return "---\ntitle: %s\n---\n\n%s\n" % (quoted("%s et %s" % (capital(prose.pick(prose.NOUNS)), prose.name())), prose.paragraph(3))


def generate(out, count, seed=1):
    """Writes the site into `out`, a folder that is new or empty; gives the bytes of Markdown written."""
    root, total = pathlib.Path(out), 0
    if root.exists() and any(root.iterdir()):
        raise SystemExit("generate.py: %s is not empty" % root)

    def write(path, content):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return len(content) if isinstance(content, bytes) else len(content.encode())

    texts, folders = plans(count, seed), set()
    for plan in texts:
        folder = posixpath.dirname(plan.path)
        if folder not in folders:
            folders.add(folder)
            total += write(folder + "/index.md", section_index(seed, folder))
        text = Writer(plan, texts, seed).text()
        if "](schema.png" in text and not (root / folder / "schema.png").exists():
            write(folder + "/schema.png", picture(seed, folder))
        total += write(plan.path, text)
    for path, content in (("vademecum.yaml", SETTINGS), ("content/index.md", HOME % count), ("content/contacts.yaml", CONTACTS),
                          ("content/glossaire.yaml", GLOSSARY), ("content/calendrier.yaml", calendar(count, seed))):
        write(path, content)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    total = generate(arguments.out, arguments.count, arguments.seed)
    print("%d texts, %.1f MB of Markdown, mean %.1f kB" % (arguments.count, total / 1e6, total / arguments.count / 1e3))


if __name__ == "__main__":
    main()
