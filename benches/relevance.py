#!/usr/bin/env python3
"""How well the search finds the right answer: relevance.py BINARY FOLDER [FOLDER ...]

Each folder holds `docs.jsonl`, a document a line (`{"id", "title", "body", "kind"}`), and `queries.jsonl`, a query a line (`{"id",
"variant", "text", "relevant": [id, …]}`). The documents are indexed and the queries answered by `BINARY search --collection`. For
each variant (as written, without accents, mistyped, …) the table shows the mean reciprocal rank of the first right answer among
ten (MRR@10), nDCG@10, the share of queries with a right answer first and among ten, and the share without any answer.
"""

import json
import math
import subprocess
import sys
from pathlib import Path

DEPTH = 10


def answers(binary, folder):
    """The ids found for each query, by its id."""
    with open(folder / "queries.jsonl", "rb") as queries:
        command = [binary, "search", "--collection", str(folder / "docs.jsonl")]
        run = subprocess.run(command, stdin=queries, stdout=subprocess.PIPE, check=True)
    return {answer["id"]: answer["hits"][:DEPTH] for answer in map(json.loads, run.stdout.splitlines())}


def measures(found, relevant):
    """MRR, nDCG, first, among ten, empty of one query. Relevance is yes or no."""
    ranks = [rank for rank, document in enumerate(found) if document in relevant]
    ideal = sum(1 / math.log2(rank + 2) for rank in range(min(len(relevant), DEPTH)))
    gain = sum(1 / math.log2(rank + 2) for rank in ranks)
    first = ranks[0] if ranks else None
    return (1 / (first + 1) if ranks else 0.0, gain / ideal, float(first == 0), float(bool(ranks)), float(not found))


def table(folder, found):
    """Prints a row for each variant and one for all."""
    rows = {}
    for query in map(json.loads, (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()):
        one = measures(found.get(query["id"], []), set(query["relevant"]))
        for variant in (query["variant"], "all"):
            rows.setdefault(variant, []).append(one)
    rows["all"] = rows.pop("all")
    print(f"\n| {folder.name} | queries | MRR@10 | nDCG@10 | first | among ten | empty |\n|---|---|---|---|---|---|---|")
    for variant, values in rows.items():
        means = (sum(column) / len(values) for column in zip(*values))
        print(f"| {variant} | {len(values)} | " + " | ".join(f"{mean:.3f}" for mean in means) + " |")


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    binary, *folders = sys.argv[1:]
    for folder in map(Path, folders):
        table(folder, answers(binary, folder))


if __name__ == "__main__":
    main()
