// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {IAssembly} from "../helpers/Faces.sol";
import {PretendedGovernor} from "../helpers/PretendedGovernor.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice Secret ballots with proofs of Semaphore's own prover, verified by the contracts that go on chain.
/// @dev tests/contracts/ballots/make.mjs writes the proofs. Members 0 to 6 are in the tree when the first proposal is
/// made; the second one is made after member 4 has left and member 6 has replaced a lost secret.
contract BallotBoxTest is AssemblyCase {
    struct Ballot {
        uint8 support;
        uint256 nullifier;
        uint256[8] proof;
    }

    uint256 private constant IN_TREE = 7;
    uint256 private constant SCALARS = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 private constant BASE = 21888242871839275222246405745257275088696311157297823662689037894645226208583;

    string private file;
    uint256 private id; // of the first proposal, which asks both houses

    function setUp() public override {
        super.setUp();
        file = vm.readFile(".forge/ballots/ballots.json");
        for (uint256 i; i < IN_TREE; ++i) join(i);
        id = propose(first(), members[0]);
    }

    /* what the proofs are about */

    function test_the_proofs_are_about_these_scopes_and_roots() public {
        assertEq(box.scopeOf(address(governor), id), readUint(".ballots.for.scope"), "SCOPES.first in make.mjs");
        assertEq(box.frozenRoot(address(governor), id), readUint(".roots.first"), "first root");
        join(7);
        assertEq(tree.root(), readUint(".roots.grown"), "grown root");
    }

    function test_the_proofs_of_the_second_proposal_are_about_these() public {
        uint256 second = proposeSecond();
        assertEq(
            box.scopeOf(address(governor), second),
            readUint(".ballots.newSecret.scope"),
            "SCOPES.second in make.mjs"
        );
        assertEq(box.frozenRoot(address(governor), second), readUint(".roots.second"), "second root");
    }

    function test_a_scope_is_the_hash_of_chain_box_governor_and_proposal() public view {
        bytes32 typehash = keccak256(
            "SecretBallot(uint256 chainId,address ballotBox,address governor,uint256 proposalId)"
        );
        bytes32 hash = keccak256(abi.encode(typehash, block.chainid, address(box), address(governor), id));
        assertEq(box.scopeOf(address(governor), id), uint256(hash), "scopeOf");
    }

    /* ballots that count */

    function test_every_choice_counts_whoever_hands_it_in() public {
        toVote(id);
        string[3] memory names = ["against", "for", "abstain"];
        for (uint8 support; support < 3; ++support) {
            Ballot memory ballot = read(names[support]);
            assertEq(ballot.support, support, "support");
            vm.expectEmit(address(governor));
            emit ITwoHouses.SecretVoteCast(id, ballot.nullifier, support);
            vm.prank(outsider);
            cast(id, ballot);
            assertTrue(box.isSpent(address(governor), id, ballot.nullifier), "isSpent");
        }
        assertHolderVotes(id, 1, 1, 1);
    }

    function test_a_member_votes_in_secret_as_a_person_and_openly_with_tokens_and_cannot_do_either_twice() public {
        giveTokens(members[1], 3e18);
        toVote(id);
        cast(id, read("for"));
        assertEq(vote(members[1], id, AGAINST), 3e18, "weight");
        assertHolderVotes(id, 0, 1, 0);
        assertTokenVotes(id, 3e18, 0, 0);
        expectSpent(id, read("for"));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, members[1]));
        vote(members[1], id, FOR);
    }

    function test_a_person_without_tokens_cannot_vote_openly_beside_the_secret_ballot() public {
        toVote(id);
        bytes memory noVote = abi.encodeWithSelector(
            ITwoHouses.TwoHousesNoVote.selector,
            members[1],
            governor.proposalSnapshot(id)
        );
        vm.expectRevert(noVote);
        vote(members[1], id, FOR);
        cast(id, read("for"));
        vm.expectRevert(noVote);
        vote(members[1], id, FOR);
    }

    /* one ballot each */

    function test_a_ballot_counts_once_and_a_person_who_thinks_again_has_no_other() public {
        toVote(id);
        cast(id, read("against"));
        expectSpent(id, read("against"));
        Ballot memory changed = read("changedMind");
        assertEq(changed.nullifier, read("against").nullifier, "one nullifier per person and proposal");
        expectSpent(id, changed);
        assertHolderVotes(id, 1, 0, 0);
    }

    function test_a_changed_mind_counts_when_it_is_first() public {
        toVote(id);
        cast(id, read("changedMind"));
        expectSpent(id, read("against"));
        assertHolderVotes(id, 0, 1, 0);
    }

    /// @dev Groth16 proofs can be turned into others of the same statement; the nullifier stays.
    function test_a_malleated_proof_is_the_same_ballot() public {
        toVote(id);
        Ballot memory original = read("for");
        Ballot memory twin = read("for");
        twin.proof[1] = BASE - twin.proof[1]; // -A
        (twin.proof[4], twin.proof[5]) = (BASE - twin.proof[4], BASE - twin.proof[5]); // -B
        cast(id, twin);
        expectSpent(id, original);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_nullifier_is_spent_on_its_proposal_only() public {
        toVote(id);
        Ballot memory ballot = read("for");
        cast(id, ballot);
        assertFalse(box.isSpent(address(governor), id + 1, ballot.nullifier), "another proposal");
        assertFalse(box.isSpent(outsider, id, ballot.nullifier), "another governor");
        assertFalse(box.isSpent(address(governor), id, read("against").nullifier), "another person");
    }

    /* nobody else can spend or change it */

    function test_a_flipped_choice_is_refused_and_the_ballot_still_counts() public {
        toVote(id);
        Ballot memory ballot = read("for");
        for (uint8 support; support < 3; ++support) {
            if (support == FOR) continue;
            ballot.support = support;
            vm.prank(outsider);
            expectInvalid(id, ballot);
        }
        ballot.support = FOR;
        cast(id, ballot);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_changed_nullifier_is_refused_and_the_ballot_still_counts() public {
        toVote(id);
        Ballot memory ballot = read("for");
        uint256 own = ballot.nullifier;
        uint256[5] memory others = [own + SCALARS, own + 2 * SCALARS, own + 1, 0, read("against").nullifier];
        for (uint256 i; i < others.length; ++i) {
            ballot.nullifier = others[i];
            expectInvalid(id, ballot);
        }
        ballot.nullifier = own;
        cast(id, ballot);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_changed_proof_is_refused_and_the_ballot_still_counts() public {
        toVote(id);
        Ballot memory ballot = read("for");
        for (uint256 i; i < 8; ++i) {
            ++ballot.proof[i];
            expectInvalid(id, ballot);
            ballot.proof[i] += BASE - 1; // the same coordinate, written otherwise
            expectInvalid(id, ballot);
            ballot.proof[i] -= BASE;
        }
        cast(id, ballot);
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_proofs_of_nothing_are_refused() public {
        toVote(id);
        Ballot memory nothing;
        nothing.nullifier = 1;
        expectInvalid(id, nothing);
        nothing.proof = read("for").proof;
        expectInvalid(id, nothing);
    }

    function test_a_ballot_handed_in_at_another_governor_spends_nothing_here() public {
        toVote(id);
        PretendedGovernor pretended = new PretendedGovernor();
        pretended.say(time() + 1, true);
        box.freeze(address(pretended), id);
        Ballot memory ballot = read("for");
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxProofInvalid.selector));
        box.castSecretBallot(address(pretended), id, FOR, ballot.nullifier, ballot.proof);
        cast(id, ballot);
        assertEq(pretended.counted(), 0, "counted elsewhere");
    }

    /* for this proposal, governor, box and chain only */

    function test_a_proof_for_one_proposal_is_none_for_another() public {
        uint256 other = propose(motion(address(roll), decision(), "other"), members[0]);
        toVote(other);
        assertEq(box.frozenRoot(address(governor), other), box.frozenRoot(address(governor), id), "the same tree");
        expectInvalid(other, read("for"));
        cast(id, read("for"));
    }

    function test_a_proof_for_one_governor_is_none_for_another() public {
        IAssembly own = governor;
        governor = IAssembly(deploy("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, rules())));
        assertEq(propose(first(), members[0]), id, "the same proposal");
        toVote(id);
        assertEq(box.frozenRoot(address(governor), id), box.frozenRoot(address(own), id), "the same tree");
        expectInvalid(id, read("for"));
        governor = own;
        cast(id, read("for"));
    }

    function test_a_proof_for_one_box_is_none_for_another() public {
        IBallotBox own = box;
        box = IBallotBox(deploy("BallotBox", abi.encode(tree, own.verifier())));
        box.freeze(address(governor), id);
        toVote(id);
        expectInvalid(id, read("for"));
        box = own;
        cast(id, read("for"));
    }

    function test_a_proof_for_one_chain_is_none_for_another() public {
        toVote(id);
        vm.chainId(1);
        expectInvalid(id, read("for"));
        vm.chainId(31_337);
        cast(id, read("for"));
    }

    /* the frozen tree */

    function test_who_joins_after_the_freeze_has_no_ballot_and_the_old_root_still_counts() public {
        toVote(id);
        join(7);
        expectInvalid(id, read("late"));
        expectInvalid(id, read("newRoot"));
        cast(id, read("for"));
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_who_joins_before_the_snapshot_votes_when_somebody_freezes_again() public {
        join(7);
        vm.warp(governor.proposalSnapshot(id));
        vm.expectEmit(address(box));
        emit IBallotBox.BallotsFrozen(address(governor), id, readUint(".roots.grown"), 8);
        vm.prank(outsider);
        box.freeze(address(governor), id);
        toVote(id);
        expectInvalid(id, read("for")); // its root is no longer the frozen one
        cast(id, read("newRoot"));
        cast(id, read("late"));
        assertHolderVotes(id, 0, 2, 0);
    }

    function test_who_leaves_after_the_freeze_still_has_a_ballot() public {
        toVote(id);
        exit(members[4]);
        cast(id, read("leaver"));
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_who_leaves_and_is_pruned_after_the_freeze_still_has_a_ballot() public {
        proposeSecond();
        cast(id, read("leaver"));
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_who_left_before_the_freeze_has_no_ballot() public {
        uint256 second = proposeSecond();
        toVote(second);
        expectInvalid(second, read("leaverOnSecond"));
    }

    function test_a_neighbour_of_a_pruned_leaf_votes() public {
        uint256 second = proposeSecond();
        toVote(second);
        cast(second, read("neighbour"));
        assertHolderVotes(second, 1, 0, 0);
    }

    function test_who_replaced_the_secret_votes_with_the_new_one_only() public {
        uint256 second = proposeSecond();
        toVote(second);
        expectInvalid(second, read("lostSecretOnSecond"));
        cast(second, read("newSecret"));
        assertHolderVotes(second, 0, 1, 0);
    }

    function test_who_replaced_the_secret_after_the_freeze_votes_with_the_old_one() public {
        proposeSecond();
        cast(id, read("lostSecret"));
        assertHolderVotes(id, 0, 1, 0);
    }

    function test_a_proof_made_for_one_depth_is_none_for_another() public view {
        ISemaphoreVerifier verifier = ISemaphoreVerifier(box.verifier());
        for (uint256 depth = 1; depth <= 32; ++depth) {
            assertEq(verify(verifier, read("for"), depth), depth == TREE_DEPTH, vm.toString(depth));
        }
    }

    /* when */

    function test_ballots_count_while_the_vote_is_open_and_are_not_spent_before() public {
        bytes32 active = bitmap(IGovernor.ProposalState.Active);
        Ballot memory ballot = read("for");
        vm.warp(governor.proposalSnapshot(id));
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Pending, active));
        cast(id, ballot);
        assertFalse(box.isSpent(address(governor), id, ballot.nullifier), "isSpent");
        skip(1);
        cast(id, ballot);
        vm.warp(governor.proposalDeadline(id));
        cast(id, read("against"));
        skip(1);
        vm.expectRevert(wrongState(id, IGovernor.ProposalState.Defeated, active));
        cast(id, read("abstain"));
        assertHolderVotes(id, 1, 1, 0);
    }

    function test_nothing_is_counted_on_a_proposal_for_which_no_tree_is_frozen() public {
        uint256 open_ = open(idle("not secret"));
        bytes4 notFrozen = IBallotBox.BallotBoxNotFrozen.selector;
        Ballot memory ballot = read("for");
        vm.expectRevert(abi.encodeWithSelector(notFrozen, address(governor), open_));
        cast(open_, ballot);
        vm.expectRevert(abi.encodeWithSelector(notFrozen, address(governor), id + 1));
        cast(id + 1, ballot);
        vm.expectRevert(abi.encodeWithSelector(notFrozen, outsider, id));
        box.castSecretBallot(outsider, id, FOR, ballot.nullifier, ballot.proof);
    }

    /* making */

    function test_a_box_needs_a_tree_and_a_verifier() public {
        address verifier = box.verifier();
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxPartMissing.selector, outsider));
        this.deployApart("BallotBox", abi.encode(outsider, verifier));
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxPartMissing.selector, bob));
        this.deployApart("BallotBox", abi.encode(tree, bob));
        assertEq(box.tree(), address(tree), "tree");
        assertTrue(verifier.code.length > 0, "verifier");
    }

    /* helpers */

    function join(uint256 index) private {
        vm.prank(members[index]);
        tree.join(vm.parseJsonUintArray(file, ".commitments")[index]);
    }

    /// @dev Both houses, persons in secret.
    function first() private view returns (Motion memory m) {
        (m.targets, m.values, m.calldatas) = (new address[](2), new uint256[](2), new bytes[](2));
        (m.targets[0], m.calldatas[0]) = (address(roll), decision());
        (m.targets[1], m.calldatas[1]) = (address(token), abi.encodeCall(token.transfer, (bob, 1e18)));
        m.description = "first";
    }

    function decision() private view returns (bytes memory) {
        return abi.encodeCall(roll.decideCase, (TAG, 1, false));
    }

    /// @dev After the freeze of the first proposal, one member leaves and is pruned, and one replaces a lost secret.
    function proposeSecond() private returns (uint256 second) {
        toVote(id);
        exit(members[4]);
        tree.prune(tagOf(4), vm.parseJsonUintArray(file, ".pruneSiblings"));
        uint256[] memory siblings = vm.parseJsonUintArray(file, ".replaceSiblings");
        vm.prank(members[6]);
        tree.replace(readUint(".replacement"), siblings);
        second = propose(motion(address(roll), decision(), "second"), members[0]);
    }

    function cast(uint256 proposal, Ballot memory ballot) private {
        box.castSecretBallot(address(governor), proposal, ballot.support, ballot.nullifier, ballot.proof);
    }

    function expectInvalid(uint256 proposal, Ballot memory ballot) private {
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxProofInvalid.selector));
        cast(proposal, ballot);
    }

    function expectSpent(uint256 proposal, Ballot memory ballot) private {
        vm.expectRevert(abi.encodeWithSelector(IBallotBox.BallotBoxNullifierSpent.selector, ballot.nullifier));
        cast(proposal, ballot);
    }

    function verify(ISemaphoreVerifier verifier, Ballot memory ballot, uint256 depth) private view returns (bool) {
        uint256[8] memory p = ballot.proof;
        uint256[4] memory signals = [
            box.frozenRoot(address(governor), id),
            ballot.nullifier,
            uint256(keccak256(abi.encode(ballot.support))) >> 8,
            uint256(keccak256(abi.encode(box.scopeOf(address(governor), id)))) >> 8
        ];
        return verifier.verifyProof([p[0], p[1]], [[p[2], p[3]], [p[4], p[5]]], [p[6], p[7]], signals, depth);
    }

    function read(string memory name) private view returns (Ballot memory ballot) {
        string memory key = string.concat(".ballots.", name);
        ballot.support = uint8(readUint(string.concat(key, ".support")));
        ballot.nullifier = readUint(string.concat(key, ".nullifier"));
        uint256[] memory points = vm.parseJsonUintArray(file, string.concat(key, ".points"));
        for (uint256 i; i < 8; ++i) ballot.proof[i] = points[i];
    }

    function readUint(string memory key) private view returns (uint256) {
        return vm.parseJsonUint(file, key);
    }
}
