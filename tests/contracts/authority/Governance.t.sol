// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/interfaces/IERC1155Receiver.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/interfaces/IERC721Receiver.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";
import {Track} from "contracts/interfaces/ITracks.sol";
import {Motion} from "../helpers/AssemblyCase.sol";
import {IBatch, IOwned, SignedBallot} from "../helpers/Faces.sol";
import {vm} from "../helpers/Vm.sol";
import {World} from "./World.sol";

/// @notice Who may do what with the Assembly, its money and its rules: all of it, and for everybody.
contract GovernanceAuthorityTest is World {
    function test_LexiarchTimelock_obeys_the_governor_and_itself() public {
        (address[] memory targets, uint256[] memory values, bytes[] memory calldatas) = operation();
        (address target, bytes memory data) = (targets[0], calldatas[0]);
        bytes memory noProposer = roleMissing(timelock.PROPOSER_ROLE());
        bytes memory noExecutor = roleMissing(timelock.EXECUTOR_ROLE());
        bytes memory noAdmin = roleMissing(timelock.DEFAULT_ADMIN_ROLE());
        bytes32 role = timelock.CANCELLER_ROLE();
        bytes32 id = timelock.hashOperation(target, 0, data, 0, SALT);
        on("schedule", abi.encodeCall(timelock.schedule, (target, 0, data, 0, 0, TIMELOCK_DELAY)), noProposer);
        bytes memory all = abi.encodeCall(timelock.scheduleBatch, (targets, values, calldatas, 0, 0, TIMELOCK_DELAY));
        on("scheduleBatch", all, noProposer);
        on("execute", abi.encodeCall(timelock.execute, (target, 0, data, 0, SALT)), noExecutor);
        all = abi.encodeCall(timelock.executeBatch, (targets, values, calldatas, 0, SALT));
        on("executeBatch", all, noExecutor);
        on("cancel", abi.encodeCall(timelock.cancel, (id)), roleMissing(role));
        on("grantRole", abi.encodeCall(timelock.grantRole, (role, bob)), noAdmin);
        on("revokeRole", abi.encodeCall(timelock.revokeRole, (role, bob)), noAdmin);
        bytes memory another = abi.encodeWithSelector(IAccessControl.AccessControlBadConfirmation.selector);
        on("renounceRole", abi.encodeCall(timelock.renounceRole, (role, address(governor))), another);
        bytes memory notItself = abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, CALLER);
        on("updateDelay", abi.encodeCall(timelock.updateDelay, (3 days)), notItself);
        addReceivers(address(timelock), "");
        checkContract("LexiarchTimelock");
    }

    function test_LexiarchGovernor_is_everybodys_and_its_rules_are_a_proposals() public {
        addSteps();
        addBallots();
        addSettings();
        addReceivers(address(governor), abi.encodeWithSelector(IGovernor.GovernorDisabledDeposit.selector));
        checkContract("LexiarchGovernor");
    }

    function test_Tracks_obey_a_proposal() public {
        bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, CALLER);
        address target = address(tracks);
        addAct("addTrack", target, abi.encodeCall(tracks.addTrack, (Track(true, true, 5, 5, true))), refusal);
        addAct("setTrack", target, abi.encodeCall(tracks.setTrack, (MEMBERSHIP, 0, 41, true)), refusal);
        bytes memory assignment = abi.encodeCall(tracks.assign, (address(roll), roll.exit.selector, MEMBERSHIP));
        addAct("assign", target, assignment, refusal);
        addAct("transferOwnership", target, abi.encodeCall(IOwned.transferOwnership, (bob)), refusal);
        addAct("renounceOwnership", target, abi.encodeCall(IOwned.renounceOwnership, ()), refusal);
        checkContract("Tracks");
    }

    function test_BallotBox_is_everybodys() public {
        (uint256 nullifier, uint256[8] memory proof) = secretBallot(members[3], activeSecret, FOR);
        bytes memory ballot = abi.encodeCall(
            box.castSecretBallot,
            (address(governor), activeSecret, FOR, nullifier, proof)
        );
        addAct("castSecretBallot", address(box), ballot);
        addAct("freeze", address(box), abi.encodeCall(box.freeze, (address(governor), pendingSecret)));
        addAct("open", address(box), abi.encodeCall(box.open, (pendingSecret)));
        checkContract("BallotBox");
    }

    function test_BallotBatch_is_everybodys() public {
        SignedBallot[] memory ballots = new SignedBallot[](1);
        ballots[0] = SignedBallot(active, FOR, members[2], signedBallot());
        addAct("castVotesBySig", batch, abi.encodeCall(IBatch.castVotesBySig, (address(governor), ballots)));
        checkContract("BallotBatch");
    }

    function test_LexiarchToken_obeys_the_owners_of_tokens() public {
        bytes memory none = abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, CALLER, 0, 1);
        bytes memory denied = abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, CALLER, 0, 1);
        address target = address(token);
        addAct("transfer", target, abi.encodeCall(token.transfer, (carol, 1)), none);
        addAct("transferFrom", target, abi.encodeCall(token.transferFrom, (whale, carol, 1)), denied);
        addAct("approve", target, abi.encodeCall(token.approve, (carol, 1)));
        addAct("delegate", target, abi.encodeCall(token.delegate, (carol)));
        (uint8 v, bytes32 r, bytes32 s) = signToken(
            "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)",
            abi.encode(whale, carol, 5, 0, time())
        );
        addAct("permit", target, abi.encodeCall(token.permit, (whale, carol, 5, time(), v, r, s)));
        (v, r, s) = signToken(
            "Delegation(address delegatee,uint256 nonce,uint256 expiry)",
            abi.encode(carol, 0, time())
        );
        addAct("delegateBySig", target, abi.encodeCall(token.delegateBySig, (carol, 0, time(), v, r, s)));
        checkContract("LexiarchToken");
    }

    /* the governor's functions */

    function addSteps() private {
        Motion memory m = idle("new");
        bytes memory data = abi.encodeCall(governor.propose, (m.targets, m.values, m.calldatas, m.description));
        bytes4 tooFew = IGovernor.GovernorInsufficientProposerVotes.selector;
        addOn("propose", data, abi.encodeWithSelector(tooFew, CALLER, 0, THRESHOLD));
        bytes4 notProposer = IGovernor.GovernorUnableToCancel.selector;
        bytes memory refusal = abi.encodeWithSelector(notProposer, idOf(pending), CALLER);
        addOn("cancel", step(governor.cancel.selector, pending), refusal);
        addOn("queue", step(governor.queue.selector, passed), "");
        addOn("execute", step(governor.execute.selector, ready), "");
    }

    function addBallots() private {
        uint256 snapshot = governor.proposalSnapshot(active);
        bytes memory noVote = abi.encodeWithSelector(ITwoHouses.TwoHousesNoVote.selector, CALLER, snapshot);
        addOn("castVote", abi.encodeCall(governor.castVote, (active, FOR)), noVote);
        addOn("castVoteWithReason", abi.encodeCall(governor.castVoteWithReason, (active, FOR, "why")), noVote);
        bytes memory full = abi.encodeCall(governor.castVoteWithReasonAndParams, (active, FOR, "why", hex"00"));
        addOn("castVoteWithReasonAndParams", full, noVote);
        address voter = members[2];
        addOn("castVoteBySig", abi.encodeCall(governor.castVoteBySig, (active, FOR, voter, signedBallot())), "");
        bytes32 typehash = keccak256(
            "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params)"
        );
        bytes32 hash = keccak256(abi.encode(typehash, active, FOR, voter, 0, keccak256("why"), keccak256(hex"00")));
        full = abi.encodeCall(
            governor.castVoteWithReasonAndParamsBySig,
            (active, FOR, voter, "why", hex"00", sign(voter, governorDigest(hash)))
        );
        addOn("castVoteWithReasonAndParamsBySig", full, "");
        bytes memory notBox = abi.encodeWithSelector(ITwoHouses.TwoHousesNotBallotBox.selector, CALLER);
        addOn("countSecretBallot", abi.encodeCall(governor.countSecretBallot, (activeSecret, 1, FOR)), notBox);
    }

    function addSettings() private {
        addSetting("relay", abi.encodeCall(governor.relay, (outsider, 0, "")));
        addSetting("setVotingDelay", abi.encodeCall(governor.setVotingDelay, (2 days)));
        addSetting("setVotingPeriod", abi.encodeCall(governor.setVotingPeriod, (8 days)));
        addSetting("setProposalThreshold", abi.encodeCall(governor.setProposalThreshold, (1)));
        bytes memory extension = abi.encodeCall(governor.setLateQuorumVoteExtension, (1 days));
        addSetting("setLateQuorumVoteExtension", extension);
        addSetting("updateQuorumNumerator", abi.encodeCall(governor.updateQuorumNumerator, (11)));
        addSetting("updateHolderQuorumNumerator", abi.encodeCall(governor.updateHolderQuorumNumerator, (31)));
        addSetting("updateTimelock", abi.encodeCall(governor.updateTimelock, (carol)));
    }

    /// @dev Not even the timelock, unless the governor is executing: what it may call is queued beforehand.
    function addSetting(string memory name, bytes memory data) private {
        addOn(name, data, abi.encodeWithSelector(IGovernor.GovernorOnlyExecutor.selector, CALLER));
        addException(name, "timelock", abi.encodeWithSignature("Panic(uint256)", 0x31)); // an empty queue
    }

    /* helpers */

    function addReceivers(address target, bytes memory refusal) private {
        uint256[] memory none = new uint256[](0);
        bytes memory one = abi.encodeCall(IERC721Receiver.onERC721Received, (carol, carol, 1, ""));
        bytes memory some = abi.encodeCall(IERC1155Receiver.onERC1155Received, (carol, carol, 1, 1, ""));
        bytes memory many = abi.encodeCall(IERC1155Receiver.onERC1155BatchReceived, (carol, carol, none, none, ""));
        addAct("receive", target, "", refusal);
        addAct("onERC721Received", target, one, refusal);
        addAct("onERC1155Received", target, some, refusal);
        addAct("onERC1155BatchReceived", target, many, refusal);
    }

    function on(string memory name, bytes memory data, bytes memory refusal) private {
        addAct(name, address(timelock), data, refusal);
    }

    function addOn(string memory name, bytes memory data, bytes memory refusal) private {
        addAct(name, address(governor), data, refusal);
    }

    function roleMissing(bytes32 role) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, CALLER, role);
    }

    function step(bytes4 selector, Motion memory m) private pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, m.targets, m.values, m.calldatas, keccak256(bytes(m.description)));
    }

    function signedBallot() private view returns (bytes memory) {
        uint256 nonce = governor.nonces(members[2], uint192(active));
        return sign(members[2], ballotDigest(active, FOR, members[2], nonce));
    }

    /// @dev By the whale.
    function signToken(
        string memory type_,
        bytes memory fields
    ) private view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 hash = keccak256(bytes.concat(keccak256(bytes(type_)), fields));
        return vm.sign(keys[whale], keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), hash)));
    }
}
