"""Where an anonymous proof counts: the same number in Python, in Solidity, and nowhere else's."""

from lexiarch.decode.secret_ballots import SecretBallot, scope_of
from lexiarch.domain.chain import Address
from lexiarch.proofs.scopes import website_scope

TREE = Address(bytes.fromhex("c7183455a4c133ae270771860664b6b7ec320bb1"))
CLIENT, PURPOSE = "https://forum.example", "sign-in"
PINNED = 6156465873240184030685438529621439247768282426088966554610651488264242205155
"""As tests/contracts/integrations/HolderProofs.t.sol computes it, and claims.mjs uses it."""


def test_the_scope_is_the_one_that_solidity_computes() -> None:
    assert website_scope(31_337, TREE, CLIENT, PURPOSE) == PINNED


def test_another_chain_tree_client_or_purpose_has_another_scope() -> None:
    other = Address(bytes(20))
    scopes = {
        website_scope(31_337, TREE, CLIENT, PURPOSE),
        website_scope(1, TREE, CLIENT, PURPOSE),
        website_scope(31_337, other, CLIENT, PURPOSE),
        website_scope(31_337, TREE, "https://forum.example/", PURPOSE),
        website_scope(31_337, TREE, CLIENT, "sign-up"),
        website_scope(31_337, TREE, PURPOSE, CLIENT),
        website_scope(31_337, TREE, CLIENT + PURPOSE, ""),
        website_scope(31_337, TREE, "", CLIENT + PURPOSE),
    }
    assert len(scopes) == 8


def test_no_website_has_the_scope_of_a_ballot() -> None:
    ballot = SecretBallot(Address(bytes(12) + b"governor"), 7, 1, 0)
    assert website_scope(31_337, TREE, CLIENT, PURPOSE) != scope_of(31_337, TREE, ballot)
