// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {Proof, svm, vm} from "./Proof.sol";

/// @notice A tree that says anything, but the same each time it is asked.
contract AnyTree {
    function depth() external pure returns (uint256) {
        return 16;
    }
}

/// @notice A verifier that takes one proof, for what it was made for, and no other: as Semaphore's does.
contract OneProofVerifier {
    uint256[4] public made;

    function make(uint256[4] calldata signals) external {
        made = signals;
    }

    function verifyProof(
        uint256[2] calldata,
        uint256[2][2] calldata,
        uint256[2] calldata,
        uint256[4] calldata signals,
        uint256
    ) external view returns (bool) {
        for (uint256 i; i < 4; ++i) if (signals[i] != made[i]) return false;
        return true;
    }
}

/// @notice A governor that takes every ballot of its box.
contract AnyGovernor {
    function countSecretBallot(uint256, uint256, uint8) external {}
}

/// @notice Invariant 28: the proof of a ballot is for one proposal, choice, governor, box and chain. Semaphore's
/// circuit binds a proof to its four signals; what is proved is that equal signals mean the same ballot.
contract BoundBallotProofs is Proof {
    IBallotBox private box;
    IBallotBox private otherBox;
    OneProofVerifier private verifier;
    address[2] private governors;

    function setUp() public {
        AnyTree tree = new AnyTree();
        verifier = new OneProofVerifier();
        (governors[0], governors[1]) = (address(new AnyGovernor()), address(new AnyGovernor()));
        box = IBallotBox(deploy("BallotBox", abi.encode(tree, verifier)));
        otherBox = IBallotBox(deploy("BallotBox", abi.encode(tree, verifier)));
        svm.enableSymbolicStorage(address(box));
        svm.enableSymbolicStorage(address(otherBox));
    }

    /// @dev Where and for what a ballot is cast.
    struct Cast {
        bool other; // of the two boxes
        bool sister; // of the two governors
        uint64 chain;
        uint256 proposalId;
        uint8 support;
    }

    function check_a_proof_counts_for_the_ballot_it_was_made_for_and_for_no_other(
        Cast calldata made,
        Cast calldata used,
        uint256 nullifier,
        uint256[8] calldata proof
    ) public {
        vm.chainId(made.chain);
        uint256 scope = _boxOf(made).scopeOf(_governorOf(made), made.proposalId);
        uint256 choice = _field(made.support);
        vm.chainId(used.chain);
        uint256 usedScope = _boxOf(used).scopeOf(_governorOf(used), used.proposalId);
        uint256 root = _boxOf(used).frozenRoot(_governorOf(used), used.proposalId);
        // No two of the hashes at hand agree in all but their last byte.
        vm.assume(_field(scope) != _field(usedScope) || scope == usedScope);
        vm.assume(choice != _field(used.support) || made.support == used.support);
        verifier.make([root, nullifier, choice, _field(scope)]);

        (bool counted, ) = address(_boxOf(used)).call(
            abi.encodeCall(
                box.castSecretBallot,
                (_governorOf(used), used.proposalId, used.support, nullifier, proof)
            )
        );
        vm.assume(counted);
        assert(_sameBallot(made, used) && made.support == used.support);
        assert(_boxOf(used).isSpent(_governorOf(used), used.proposalId, nullifier));
    }

    function check_a_spent_nullifier_counts_no_more(
        Cast calldata used,
        uint256 nullifier,
        uint256[8] calldata proof
    ) public {
        vm.chainId(used.chain);
        vm.assume(_boxOf(used).isSpent(_governorOf(used), used.proposalId, nullifier));
        (bool counted, ) = address(_boxOf(used)).call(
            abi.encodeCall(
                box.castSecretBallot,
                (_governorOf(used), used.proposalId, used.support, nullifier, proof)
            )
        );
        assert(!counted);
    }

    function _boxOf(Cast calldata cast) private view returns (IBallotBox) {
        return cast.other ? otherBox : box;
    }

    function _governorOf(Cast calldata cast) private view returns (address) {
        return cast.sister ? governors[1] : governors[0];
    }

    function _sameBallot(Cast calldata a, Cast calldata b) private pure returns (bool) {
        return a.other == b.other && a.sister == b.sister && a.chain == b.chain && a.proposalId == b.proposalId;
    }

    function _field(uint256 value) private pure returns (uint256) {
        return uint256(keccak256(abi.encodePacked(value))) >> 8;
    }
}
