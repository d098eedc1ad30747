"""Our tree is Semaphore's: the same root and the same path, for groups of all shapes."""

import json
from pathlib import Path
from random import Random

import pytest

from tests.helpers.semaphore import paths_of
from tests.helpers.typescript import run_typescript

FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617

BUILD = """
const leaves = %s.map(BigInt);
const text = (tree) => ({ root: String(tree.root), index: tree.index, siblings: tree.siblings.map(String) });
return %s.map((place) => text(it.buildTree(leaves, place)));
"""


def random_group(chance: Random) -> list[int]:
    """Members, of whom some were removed."""
    size = chance.choice([1, 2, 3, 5, 8, 9, 16, 17, chance.randrange(18, 200)])
    leaves = [chance.randrange(1, FIELD) for _ in range(size)]
    for place in chance.sample(range(1, size), k=chance.randrange(size) // 3):
        leaves[place] = 0
    return leaves


@pytest.mark.parametrize("seed", range(8))
def test_root_and_paths_are_those_of_semaphores_library(seed: int, tmp_path: Path) -> None:
    chance = Random(seed)
    leaves = random_group(chance)
    places = chance.sample(range(len(leaves)), k=min(len(leaves), 6))
    root, paths = paths_of(leaves, places)
    texts = json.dumps([str(leaf) for leaf in leaves])
    found = run_typescript("secret/merkle.ts", BUILD % (texts, places), tmp_path)
    assert [
        (int(each["root"]), each["index"], [int(sibling) for sibling in each["siblings"]]) for each in found
    ] == [(root, path.index, path.siblings) for path in paths]


def test_an_empty_tree_has_no_root_and_one_leaf_is_its_own(tmp_path: Path) -> None:
    body = """const trees = [it.buildTree([], 0), it.buildTree([7n], 0)];
    return trees.map(({ root, siblings }) => [String(root), siblings]);"""
    assert run_typescript("secret/merkle.ts", body, tmp_path) == [["0", []], ["7", []]]


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    body = """const told = [];
    const leaves = Array.from({ length: 1000 }, (_, place) => BigInt(place + 1));
    it.buildTree(leaves, 0, (share) => told.push(share));
    return told;"""
    told = run_typescript("secret/merkle.ts", body, tmp_path)
    assert told == sorted(told)
    assert 0 < told[0] < told[-1] < 1.1
