"""Blocks of code in six languages, made line by line from a seeded random source."""

LANGUAGES = ("json", "yaml", "bash", "csharp", "xml", "sql")


def block(language, lines, prose):
    """A fenced block of about so many lines, as Markdown. `prose` gives the words."""
    body = {"json": json, "yaml": yaml, "bash": bash, "csharp": csharp, "xml": xml, "sql": sql}[language]
    return "```%s\n%s\n```" % (language, "\n".join(body(lines, prose)))


def field(prose):
    return prose.makers["field"]()


def number(prose):
    return prose.makers["number"]()


def json(lines, prose):
    rows = ['  "%s": %s' % (field(prose), prose.pick((number(prose), "true", "null", '"%s"' % prose.make("cell")))) for _ in range(lines)]
    rows[-1] = '  "elements": [{ "%s": "%s", "rang": %s }]' % (field(prose), prose.name(), number(prose))
    return ["{", *[row + "," for row in rows[:-1]], rows[-1], "}"]


def yaml(lines, prose):
    rows = ["# %s" % prose.sentence(), "%s:" % field(prose)]
    for _ in range(lines):
        rows.append(prose.pick(("  %s: %s", "  %s: '%s'", "  %s: [%s, oui]")) % (field(prose), number(prose)))
    return rows


def bash(lines, prose):
    rows = ["#!/usr/bin/env bash", "set -euo pipefail"]
    while len(rows) < lines:
        name = field(prose)
        rows += ['%s="${1:-%s}"  # %s' % (name.upper(), number(prose), prose.make("item")),
                 'if [[ -f "/srv/%s/${%s}.csv" ]]; then' % (name, name.upper()),
                 "  curl --silent --fail \"https://api.example.org/v1/%s?limit=%s\" | sort -u > %s.txt" % (name, number(prose), name), "fi"]
    return rows


def csharp(lines, prose):
    rows = ["using System;", "", "public sealed class %s" % prose.name().replace("é", "e"), "{"]
    while len(rows) < lines:
        name = prose.name().replace("é", "e")
        rows += ["    /// <summary>%s</summary>" % prose.make("item"), "    public int Compter%s(string %s, int limite = %s)" % (name, field(prose), number(prose)), "    {",
                 "        // %s" % prose.sentence(), '        if (limite > %s) { throw new ArgumentException("%s"); }' % (number(prose), name),
                 "        return limite * %s;" % number(prose), "    }", ""]
    return [*rows, "}"]


def xml(lines, prose):
    rows = ['<?xml version="1.0" encoding="utf-8"?>', '<configuration nom="%s">' % prose.name()]
    while len(rows) < lines:
        rows += ["  <!-- %s -->" % prose.make("item"), '  <element cle="%s" valeur="%s">' % (field(prose), number(prose)), "    <libelle>%s</libelle>" % prose.make("heading"), "  </element>"]
    return [*rows, "</configuration>"]


def sql(lines, prose):
    rows = []
    while len(rows) < lines:
        table = field(prose)
        rows += ["-- %s" % prose.sentence(), "SELECT d.%s, COUNT(*) AS total" % field(prose), "FROM %s AS d" % table,
                 "LEFT JOIN agents AS a ON a.id = d.%s" % field(prose), "WHERE d.etat = '%s' AND d.rang > %s" % (prose.name(), number(prose)), "GROUP BY d.%s" % table,
                 "ORDER BY total DESC;", ""]
    return rows[:-1]
