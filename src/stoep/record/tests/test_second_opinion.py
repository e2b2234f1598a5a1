"""The proofs in the page (JavaScript) and ours (Python) give the same verdict on the same true and false proofs."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from stoep.core.sealing import note, proof, tree, words
from stoep.core.sealing.checkpoint import Checkpoint, Unreadable, encode
from stoep.record.tests import logs

SCRIPT = Path(__file__).parents[2] / "web" / "scripts" / "proof.js"
DRIVER = """
import { readFileSync } from "node:fs";
const page = await import(process.argv[1]);
const { proofs, growths, roots, keys } = JSON.parse(readFileSync(0, "utf-8"));
const bytes = (text) => page.fromBase64(text);
const safe = (promise) => promise.catch(() => false);
const answers = { proofs: [], growths: [], roots: [] };
for (const text of proofs) {
  const found = await safe(page.checkProof(text, keys));
  answers.proofs.push(Boolean(found && found.included && found.signed));
}
for (const [old, oldRoot, size, root, path] of growths) {
  answers.growths.push(await safe(page.extendsTree(old, bytes(oldRoot), size, bytes(root), path.map(bytes))));
}
for (const root of roots) answers.roots.push(page.words(bytes(root)).join(" "));
console.log(JSON.stringify(answers));
"""


def ask(questions: dict[str, Any]) -> dict[str, Any]:
    """What the script of the page answers, run by the node of our own environment."""
    node = Path(sys.executable).with_name("node")
    if not node.exists():
        pytest.skip("no node beside this Python")
    command = [str(node), "--no-warnings", "--input-type=module", "-e", DRIVER, SCRIPT.as_uri()]
    done = subprocess.run(
        command, input=json.dumps(questions), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def hashes(leaves: list[bytes], ranges: list[tree.Range]) -> list[bytes]:
    def node(level: int, index: int) -> bytes:
        return tree.root_of(leaves[index << level : (index + 1) << level])

    return [tree.range_hash(span, node) for span in ranges]


def true_proofs(most: int) -> list[str]:
    found = []
    for size in range(1, most + 1):
        entries = [logs.entry(index)[:-1] for index in range(size)]
        leaves = [tree.leaf_hash(line) for line in entries]
        signed = logs.SIGNER.sign(Checkpoint(logs.ORIGIN, size, tree.root_of(leaves)), size)
        for index, line in enumerate(entries):
            path = tuple(hashes(leaves, tree.inclusion_ranges(index, size)))
            found.append(proof.Proof(line, index, path, signed).text())
    return found


def python_takes(text: str) -> bool:
    try:
        read = proof.Proof.read(text)
        own = json.loads(read.entry)
        ours = (own["index"], own["log"]) == (read.index, read.signed.checkpoint.origin)
        return ours and read.holds() and len(read.signed.signed_by(logs.SIGNER.keys(logs.ORIGIN)[:1])) == 1
    except (Unreadable, ValueError, KeyError, TypeError):
        return False


def spoiled(text: str, chance: random.Random) -> str:
    """The proof with one sign changed. Not in the second signature, which the page does not check."""
    end = text.rindex("\n\u2014 ")
    at = chance.randrange(end)
    return text[:at] + chance.choice("ABCab01+/ \n") + text[at + 1 :]


def test_both_take_every_true_proof_and_refuse_every_spoiled_one() -> None:
    chance = random.Random(7)
    honest = true_proofs(17)
    proofs = [*honest, *(spoiled(chance.choice(honest), chance) for _ in range(600))]
    verdicts = [python_takes(text) for text in proofs]
    assert all(verdicts[: len(honest)])
    assert verdicts.count(False) > 500
    answers = ask({"proofs": proofs, "growths": [], "roots": [], "keys": [logs.SIGNER.keys(logs.ORIGIN)[0].written()]})
    differ = [text for text, one, other in zip(proofs, verdicts, answers["proofs"], strict=True) if one != other]
    assert differ == []


def test_both_agree_on_growth() -> None:
    chance = random.Random(8)
    cases: list[tuple[int, bytes, int, bytes, list[bytes]]] = []
    for new in range(1, 20):
        leaves = [tree.leaf_hash(bytes([index])) for index in range(new)]
        for old in range(1, new + 1):
            path = hashes(leaves, tree.consistency_ranges(old, new))
            honest = (old, tree.root_of(leaves[:old]), new, tree.root_of(leaves), path)
            cases.append(honest)
            cases.append((old, bytes(32), *honest[2:]))
            cases.append((*honest[:3], bytes(32), path))
            cases.append((*honest[:4], [*path, bytes(32)]))
            cases.append((*honest[:4], path[: chance.randrange(len(path) + 1)]))
            cases.append((chance.randrange(25), *honest[1:]))
    questions = [
        [old, encode(one), new, encode(two), [encode(step) for step in path]] for old, one, new, two, path in cases
    ]
    answers = ask({"proofs": [], "growths": questions, "roots": [], "keys": []})
    assert answers["growths"] == [tree.extends(*case) for case in cases]
    assert {True, False} == set(answers["growths"])


def test_both_have_the_same_words() -> None:
    chance = random.Random(9)
    roots = [chance.randbytes(32) for _ in range(300)]
    answers = ask({"proofs": [], "growths": [], "roots": [encode(root) for root in roots], "keys": []})
    assert answers["roots"] == [" ".join(words.words(root)) for root in roots]


def test_the_page_sees_a_false_signature() -> None:
    text = true_proofs(3)[-1]
    other = note.SignedCheckpoint.read(text.partition("\n\n")[2])
    forged = note.Signature(other.signatures[0].name, other.signatures[0].key_id, bytes(64))
    swapped = note.SignedCheckpoint(other.checkpoint, (forged, other.signatures[1]))
    false = text.replace(other.text(), swapped.text())
    keys = [key.written() for key in logs.SIGNER.keys(logs.ORIGIN)]
    assert ask({"proofs": [text, false], "growths": [], "roots": [], "keys": keys})["proofs"] == [True, False]
