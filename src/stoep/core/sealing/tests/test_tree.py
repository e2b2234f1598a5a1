"""The tree against the published vectors of RFC 6962's first implementation, and against itself by property."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stoep.core.sealing import tree

# The eight leaves and roots that the implementations of RFC 6962 share as their known answers.
VECTOR_LEAVES = [
    bytes.fromhex(leaf)
    for leaf in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
VECTOR_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Known answers for a path: entry 0 of 8, and the proof from 1 to 8.
VECTOR_PATH_0_OF_8 = [
    "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
]


def naive_root(leaves: list[bytes]) -> bytes:
    """The definition of RFC 6962, 2.1, word for word: slow, and independent of the frontier."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return tree.node_hash(naive_root(leaves[:middle]), naive_root(leaves[middle:]))


def leaves_of(count: int) -> list[bytes]:
    return [tree.leaf_hash(str(number).encode()) for number in range(count)]


def hashes(leaves: list[bytes], ranges: list[tree.Range]) -> list[bytes]:
    def node(level: int, index: int) -> bytes:
        return naive_root(leaves[index << level : (index + 1) << level])

    return [tree.range_hash(span, node) for span in ranges]


@pytest.mark.parametrize("count", range(1, 9))
def test_known_roots_are_reached(count: int) -> None:
    leaves = [tree.leaf_hash(leaf) for leaf in VECTOR_LEAVES[:count]]
    assert tree.root_of(leaves).hex() == VECTOR_ROOTS[count - 1]


def test_a_known_path_is_reached() -> None:
    leaves = [tree.leaf_hash(leaf) for leaf in VECTOR_LEAVES]
    for ranges in (tree.inclusion_ranges(0, 8), tree.consistency_ranges(1, 8)):
        assert [step.hex() for step in hashes(leaves, ranges)] == VECTOR_PATH_0_OF_8


def test_an_empty_log_has_the_hash_of_nothing() -> None:
    assert tree.root_of([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.integers(0, 400))
def test_the_frontier_agrees_with_the_definition(count: int) -> None:
    leaves = leaves_of(count)
    frontier = tree.Frontier()
    for leaf in leaves:
        frontier, _completed = frontier.append(leaf)
    assert frontier.root() == naive_root(leaves)
    assert tree.Frontier.unpacked(count, frontier.packed()) == frontier


def test_append_tells_each_complete_subtree_once_with_its_hash() -> None:
    leaves = leaves_of(300)
    frontier, seen = tree.Frontier(), {}
    for leaf in leaves:
        frontier, completed = frontier.append(leaf)
        seen.update({(level, index): value for level, index, value in completed})
    assert set(seen) == {(level, index) for level in range(9) for index in range(300 >> level)}
    for (level, index), value in seen.items():
        assert value == naive_root(leaves[index << level : (index + 1) << level])


def test_a_frontier_that_does_not_fit_its_size_is_refused() -> None:
    with pytest.raises(ValueError, match="fit"):
        tree.Frontier.unpacked(3, bytes(32))


@given(st.data())
def test_every_entry_is_proved_and_nothing_else_is(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 200))
    index = data.draw(st.integers(0, size - 1))
    leaves = leaves_of(size)
    root = naive_root(leaves)
    path = hashes(leaves, tree.inclusion_ranges(index, size))
    assert tree.includes(leaves[index], index, size, path, root)
    assert not tree.includes(tree.leaf_hash(b"another"), index, size, path, root)
    assert not tree.includes(leaves[index], index, size, [*path, bytes(32)], root)
    if path:
        assert not tree.includes(leaves[index], index, size, path[:-1], root)
        spoiled = data.draw(st.integers(0, len(path) - 1))
        bent = [*path]
        bent[spoiled] = bytes([bent[spoiled][0] ^ 1]) + bent[spoiled][1:]
        assert not tree.includes(leaves[index], index, size, bent, root)
    other = data.draw(st.integers(0, size - 1))
    assert tree.includes(leaves[index], other, size, path, root) == (other == index)


@given(st.data())
def test_a_log_that_only_grew_is_proved_and_another_is_not(data: st.DataObject) -> None:
    new = data.draw(st.integers(1, 200))
    old = data.draw(st.integers(1, new))
    leaves = leaves_of(new)
    old_root, new_root = naive_root(leaves[:old]), naive_root(leaves)
    path = hashes(leaves, tree.consistency_ranges(old, new))
    assert tree.extends(old, old_root, new, new_root, path)
    changed = [*leaves]
    changed[data.draw(st.integers(0, old - 1))] = tree.leaf_hash(b"changed")
    assert not tree.extends(old, naive_root(changed[:old]), new, new_root, path)
    forked = hashes(changed, tree.consistency_ranges(old, new))
    assert not tree.extends(old, old_root, new, naive_root(changed), forked)
    assert not tree.extends(old, old_root, new, new_root, [*path, bytes(32)])
    if path:
        assert not tree.extends(old, old_root, new, new_root, path[:-1])


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_there_is_no_proof_of_what_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no such entry"):
        tree.inclusion_ranges(index, size)
    assert tree.root_from_inclusion(bytes(32), index, size, []) is None


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_a_log_cannot_shrink(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="not smaller"):
        tree.consistency_ranges(old, new)
    assert not tree.extends(old, bytes(32), new, bytes(32), [])


def test_a_leaf_cannot_pass_for_a_node() -> None:
    left, right = leaves_of(2)
    assert tree.leaf_hash(left + right) != tree.node_hash(left, right)
