"""No file brings the reader down: it is read or refused in two seconds and 256 MB, whatever stands in it.

The runs are in processes of their own, whose memory the system limits; what fails is written down as it was.
"""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from stoep.core.counting import reading, words, writing
from stoep.core.counting.problems import Unfit
from stoep.core.counting.tests import made

ROOT = Path(__file__).resolve().parents[5]
MEMORY = 256 * 2**20
SECONDS = 2
CHILD = """
import resource, signal, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
sys.path.insert(0, {path!r})
from stoep.core.counting.tests import test_fuzz
test_fuzz.runs(int(sys.argv[1]), int(sys.argv[2]))
"""

SEED = """META
key;value
description;Een wijk
budget;1000,50
vote_type;{kind}
min_length;1
max_length;3
max_sum_cost;900
min_project_score_threshold;1
categories;Groen,Spel
budget_per_category;400,300
PROJECTS
project_id;cost;votes;name;category;selected
1;600;2;"Een ""bank"" hier";Groen;1
2;400.25;1;Boom;Spel,Groen;0
10;50;1;Bord;;
VOTES
voter_id;vote;points;age
7;1, 2;3,2;34
8;2;1;
9;10;2.5;61
"""
PIECES = (
    *"META PROJECTS VOTES key;value voter_id;vote project_id;cost ; , \" '' \n \r\n \0 \ufeff - + . e nan".split(" "),
    *"budget vote_type approval ordinal cumulative scoring choose-1 points max_length categories 0 1 2 10".split(),
    *("-1", "1e9", "9" * 15, "9" * 16, "0.000000001", "1,5", "\u0661", "\u2028", "é", "\ud800", ";" * 50, "," * 50),
)


def changed(text: str, chance: random.Random) -> bytes:
    """A file with a few things wrong."""
    for _ in range(chance.randint(1, 6)):
        at, to = sorted(chance.randint(0, len(text)) for _ in range(2))
        kind = chance.random()
        if kind < 0.4:
            text = text[:at] + chance.choice(PIECES) + text[at:]
        elif kind < 0.6:
            text = text[:at] + text[min(to, at + chance.randint(1, 12)) :]
        elif kind < 0.75:
            lines = text.split("\n")
            lines.insert(chance.randrange(len(lines)), lines.pop(chance.randrange(len(lines))))
            text = "\n".join(lines)
        elif kind < 0.9:
            text = text[:at] + chance.choice(PIECES) + text[min(to, at + 3) :]
        else:
            text = text[:at] + text[at:to] * chance.randint(1, 3) + text[to:]
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1 and data:
        at = chance.randrange(len(data))
        data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    return data


def outcome(data: bytes) -> str:
    """What became of a file: a code, or "read". Anything else is an error, and raised."""
    try:
        election = reading.read(data)
    except Unfit as unfit:
        assert words.problem(unfit.problem)
        return unfit.problem.code
    assert all(words.problem(notice) for notice in election.notices)
    assert reading.read(writing.write(election).encode()).ballots == election.ballots
    return "read"


def runs(seed: int, many: int) -> None:
    """So many changed files; each has two seconds of the processor, and who takes longer is stopped by the system."""
    import signal

    chance = random.Random(seed)
    texts = [SEED.format(kind=kind) for kind in ("approval", "ordinal", "cumulative", "scoring", "choose-1")]
    texts.append(writing.write(made.worked()))
    found: dict[str, int] = {}
    for _ in range(many):
        data = changed(chance.choice(texts), chance)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            code = outcome(data)
        except BaseException:
            sys.stderr.write(f"seed {seed}: {data!r}\n")
            raise
        signal.setitimer(signal.ITIMER_PROF, 0)
        found[code] = found.get(code, 0) + 1
    sys.stdout.write("".join(f"{code} {count}\n" for code, count in sorted(found.items())))


def child(seed: int, many: int) -> subprocess.Popen[str]:
    program = CHILD.format(memory=MEMORY, path=str(ROOT / "src"))
    argv = [sys.executable, "-c", program, str(seed), str(many)]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> dict[str, int]:
    out, err = process.communicate()
    assert process.returncode == 0, err[-2000:]
    return {line.split()[0]: int(line.split()[1]) for line in out.splitlines()}


def test_some_thousands_of_broken_files_are_read_or_refused() -> None:
    found = ended(child(1, 5_000))
    assert sum(found.values()) == 5_000
    assert found["read"] > 100
    assert len(found) > 25  # the changes reach most of the refusals


@pytest.mark.long
def test_a_million_broken_files_are_read_or_refused() -> None:
    found: dict[str, int] = {}
    for pair in range(10):
        processes = [child(1_000 + 2 * pair + each, 50_000) for each in range(2)]
        for process in processes:
            for code, count in ended(process).items():
                found[code] = found.get(code, 0) + count
    assert sum(found.values()) == 1_000_000
    assert found["read"] > 20_000


LARGE = {
    "ten million fields": "b'META\\nkey;value\\n' + b'a;' * 7_500_000",
    "ten million fields and no line end": "b';' * 10_000_000",
    "a file too large": "b'x' * 17_000_000",
    "only line ends": "b'\\n' * 10_000_000",
    "one open quotation mark": "b'META\\n\"' + b'x' * 16_000_000",
    "only nothing": "bytes(16_000_000)",
    "a million lines of META": "b'META\\nkey;value\\n' + b''.join(b'k%d;v\\n' % n for n in range(199_000))",
    "many projects": (
        "b'META\\nkey;value\\nPROJECTS\\nproject_id;cost\\n' + b''.join(b'%d;1\\n' % n for n in range(150_000))"
    ),
    "a ballot of a million choices": (
        "b'META\\nkey;value\\nbudget;1\\nvote_type;approval\\nPROJECTS\\nproject_id;cost\\n1;1\\n"
        "VOTES\\nvoter_id;vote\\n1;' + b'1,' * 60_000"
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_file_that_is_too_large_is_refused_in_time_and_memory(name: str) -> None:
    program = (
        f"import resource, sys, time; sys.path.insert(0, {str(ROOT / 'src')!r})\n"
        "from stoep.core.counting import reading\n"
        f"data = {LARGE[name]}\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
        "started = time.process_time()\n"
        "try:\n    reading.read(data)\n"
        "except reading.Unfit as unfit:\n    print(time.process_time() - started, unfit)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-500:]
    assert float(done.stdout.split()[0]) < SECONDS, done.stdout


def test_the_largest_file_that_is_taken_stays_within_the_memory() -> None:
    """190,000 different ballots of eight out of two hundred: about twice the largest vote that a city ever held."""
    program = (
        f"import random, resource, sys; sys.path.insert(0, {str(ROOT / 'src')!r})\n"
        "from stoep.core.counting import reading\n"
        "chance = random.Random(1)\n"
        "ids = [str(n) for n in range(200)]\n"
        "head = 'META\\nkey;value\\nbudget;1000\\nvote_type;approval\\nPROJECTS\\nproject_id;cost\\n'\n"
        "head += ''.join(f'{n};{n + 1}\\n' for n in range(200)) + 'VOTES\\nvoter_id;vote\\n'\n"
        "data = (head + ''.join(f'{n};{\",\".join(chance.sample(ids, 8))}\\n' for n in range(190_000))).encode()\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))\n"
        "print(reading.read(data).voters)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)
    assert done.stdout == "190000\n", done.stderr[-500:]
