// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {AssemblyCase} from "../helpers/AssemblyCase.sol";
import {IOpenVerifier} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice The verifier of the fuzzed campaigns accepts what the real one would, and nothing else.
contract MembershipVerifierMockTest is AssemblyCase {
    uint256 private constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    IOpenVerifier private verifier;
    uint256[] private leaves; // as they stood when the ballot was frozen
    uint256 private id;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 5; ++i) join(i);
        prune(2);
        id = propose(motion(address(roll), abi.encodeCall(roll.decideCase, (TAG, 1, false)), "secret"), members[0]);
        toVote(id);
    }

    function deployVerifier() internal override returns (address) {
        verifier = IOpenVerifier(deploy("MembershipVerifierMock", ""));
        return address(verifier);
    }

    function test_its_tree_is_that_of_the_contracts() public view {
        assertEq(tree.root(), verifier.rootOf(leaves), "root");
        assertEq(verifier.rootOf(new uint256[](0)), 0, "root of an empty tree");
    }

    function test_a_member_votes_beside_a_pruned_leaf_and_on_the_long_end_of_the_tree() public {
        cast(3, FOR);
        cast(4, AGAINST);
        assertHolderVotes(id, 1, 1, 0);
    }

    function test_a_ballot_counts_once() public {
        (uint256 nullifier, uint256[8] memory proof) = proofOf(0, FOR);
        box.castSecretBallot(address(governor), id, FOR, nullifier, proof);
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxNullifierSpent.selector, nullifier));
        box.castSecretBallot(address(governor), id, FOR, nullifier, proof);
        (uint256 same, ) = proofOf(0, AGAINST);
        assertEq(same, nullifier, "one nullifier whatever the choice");
    }

    function test_a_proof_for_one_choice_is_none_for_another() public {
        (uint256 nullifier, uint256[8] memory proof) = proofOf(0, FOR);
        expectInvalid(AGAINST, nullifier, proof);
    }

    function test_a_changed_proof_is_none() public {
        (uint256 nullifier, uint256[8] memory proof) = proofOf(0, FOR);
        for (uint256 i; i < 5; ++i) {
            // secret, seal and path, three siblings; the rest has no meaning in so small a tree
            ++proof[i];
            expectInvalid(FOR, nullifier, proof);
            --proof[i];
        }
        expectInvalid(FOR, nullifier + 1, proof);
        expectInvalid(FOR, nullifier + FIELD, proof);
        box.castSecretBallot(address(governor), id, FOR, nullifier, proof);
    }

    function test_who_is_not_in_the_tree_has_no_proof() public {
        uint256[] memory others = leaves;
        others[1] = verifier.commitmentOf(99);
        (uint256 nullifier, uint256[8] memory proof) = verifier.prove(others, 1, 99, FOR, scope());
        expectInvalid(FOR, nullifier, proof);
        (nullifier, proof) = verifier.prove(leaves, 1, 99, FOR, scope());
        expectInvalid(FOR, nullifier, proof);
    }

    function test_nobody_knows_the_secret_of_a_pruned_leaf() public {
        (uint256 nullifier, uint256[8] memory proof) = verifier.prove(leaves, 2, 0, FOR, scope());
        expectInvalid(FOR, nullifier, proof);
        (nullifier, proof) = verifier.prove(leaves, 2, secretOf(2), FOR, scope());
        expectInvalid(FOR, nullifier, proof);
    }

    function test_a_path_longer_than_the_tree_is_deep_proves_nothing() public view {
        (uint256 nullifier, uint256[8] memory proof) = proofOf(0, FOR);
        assertTrue(verify(proof, nullifier, 3), "depth 3");
        assertFalse(verify(proof, nullifier, 2), "depth 2");
    }

    function test_a_tree_of_more_than_64_leaves_is_too_large() public {
        vm.expectRevert(abi.encodeWithSelector(IOpenVerifier.MembershipVerifierMockTreeTooLarge.selector, 65));
        verifier.prove(new uint256[](65), 0, 1, FOR, 1);
    }

    /* helpers */

    function join(uint256 index) private {
        leaves.push(verifier.commitmentOf(secretOf(index)));
        vm.prank(members[index]);
        tree.join(leaves[index]);
    }

    function prune(uint256 index) private {
        exit(members[index]);
        tree.prune(tagOf(index), verifier.siblingsOf(leaves, index));
        leaves[index] = 0;
    }

    function cast(uint256 index, uint8 support) private {
        (uint256 nullifier, uint256[8] memory proof) = proofOf(index, support);
        box.castSecretBallot(address(governor), id, support, nullifier, proof);
    }

    function proofOf(uint256 index, uint8 support) private view returns (uint256, uint256[8] memory) {
        return verifier.prove(leaves, index, secretOf(index), support, scope());
    }

    function expectInvalid(uint8 support, uint256 nullifier, uint256[8] memory proof) private {
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxProofInvalid.selector));
        box.castSecretBallot(address(governor), id, support, nullifier, proof);
    }

    function verify(uint256[8] memory p, uint256 nullifier, uint256 depth) private view returns (bool) {
        uint256[4] memory signals = [tree.root(), nullifier, field(FOR), field(scope())];
        return verifier.verifyProof([p[0], p[1]], [[p[2], p[3]], [p[4], p[5]]], [p[6], p[7]], signals, depth);
    }

    function field(uint256 value) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(value))) >> 8;
    }

    function scope() private view returns (uint256) {
        return box.scopeOf(address(governor), id);
    }

    function secretOf(uint256 index) private pure returns (uint256) {
        return 1_000 + index;
    }
}
