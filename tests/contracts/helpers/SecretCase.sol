// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IHolderTree} from "contracts/interfaces/IHolderTree.sol";
import {AssemblyCase} from "./AssemblyCase.sol";
import {IOpenVerifier, IRoll} from "./Faces.sol";
import {vm} from "./Vm.sol";

/// @notice A test in which members vote in secret, with proofs in the clear; BallotBox.t.sol has real ones.
abstract contract SecretCase is AssemblyCase {
    IOpenVerifier internal verifier;
    uint256[] internal leaves; // of the tree, as it stands
    mapping(uint256 root => uint256[]) private _leavesUnder;

    /// @dev Every member is in the tree.
    function setUp() public virtual override {
        super.setUp();
        for (uint256 i; i < members.length; ++i) join(members[i]);
    }

    function deployVerifier() internal override returns (address) {
        verifier = IOpenVerifier(deploy("MembershipVerifierMock", ""));
        return address(verifier);
    }

    function secretOf(address member) internal pure returns (uint256) {
        return uint160(member);
    }

    function join(address member) internal {
        leaves.push(verifier.commitmentOf(secretOf(member)));
        vm.prank(member);
        tree.join(leaves[leaves.length - 1]);
        _leavesUnder[tree.root()] = leaves;
    }

    /// @notice Takes the leaf of a member who has left out of the tree.
    function prune(address member, bytes32 tag) internal {
        uint256 index = placeOf(member, leaves);
        tree.prune(tag, verifier.siblingsOf(leaves, index));
        leaves[index] = 0;
        _leavesUnder[tree.root()] = leaves;
    }

    /// @notice The ballot of a member who is in the tree that is frozen for the proposal.
    function secretBallot(
        address member,
        uint256 id,
        uint8 support
    ) internal view returns (uint256 nullifier, uint256[8] memory proof) {
        uint256[] memory frozen = _leavesUnder[box.frozenRoot(address(governor), id)];
        uint256 scope = box.scopeOf(address(governor), id);
        return verifier.prove(frozen, placeOf(member, frozen), secretOf(member), support, scope);
    }

    /// @notice A stranger hands in the ballot of a member.
    function castSecret(address member, uint256 id, uint8 support) internal {
        (uint256 nullifier, uint256[8] memory proof) = secretBallot(member, id, support);
        vm.prank(outsider);
        box.castSecretBallot(address(governor), id, support, nullifier, proof);
    }

    function voteMembers(uint256 count, uint256 id, uint8 support) internal override {
        if (!governor.proposalTerms(id).secret) super.voteMembers(count, id, support);
        else for (uint256 i; i < count; ++i) castSecret(members[i], id, support);
    }

    /// @notice Another roll, and its tree.
    function freshTree(uint8 depth) internal {
        address treeToBe = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        roll = IRoll(deploy("HolderRegistry", abi.encode(timelock, issuers, treeToBe)));
        tree = IHolderTree(deploy("HolderTree", abi.encode(roll, depth)));
        delete leaves;
    }

    function joinWith(address member, uint256 commitment) internal {
        vm.prank(member);
        tree.join(commitment);
    }

    function replaceWith(address member, uint256 commitment) internal {
        uint256 place = placeIn(tree.commitmentOf(roll.personTagOf(member)));
        uint256[] memory siblings = verifier.siblingsOf(leaves, place);
        vm.prank(member);
        tree.replace(commitment, siblings);
        leaves[place] = commitment;
    }

    function placeIn(uint256 commitment) internal view returns (uint256 place) {
        while (leaves[place] != commitment) ++place;
    }

    function expectNotDue(bytes32 tag) internal {
        vm.expectRevert(abi.encodeWithSelector(IHolderTree.HolderTreeNotDue.selector, tag));
        tree.prune(tag, new uint256[](0));
    }

    function placeOf(address member, uint256[] memory among) private view returns (uint256 index) {
        uint256 commitment = verifier.commitmentOf(secretOf(member));
        while (among[index] != commitment) ++index;
    }
}
