// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {Track} from "contracts/interfaces/ITracks.sol";
import {IAssembly, ILanes, IOwned, IRegister, IRoll, Rules} from "../helpers/Faces.sol";
import {Proof, svm, vm} from "./Proof.sol";

/// @notice What stands for the parts that a contract wants to exist and that these proofs never reach.
contract NoPart {
    function roll() external view returns (address) {
        return address(this);
    }

    function tree() external view returns (address) {
        return address(this);
    }
}

/// @notice Invariant 30: what is the timelock's reverts for everybody else, whatever the arguments are; of the
/// register, the roll and the tracks also whatever their storage holds. The functions are those which docs/permissions.toml gives to a proposal alone.
contract AuthorityProofs is Proof {
    address private constant TIMELOCK = address(0x71e10c);

    IRegister private issuers;
    IRoll private roll;
    ILanes private tracks;
    IAssembly private governor;
    TimelockController private timelock;

    function setUp() public {
        vm.warp(1_900_000_000);
        address part = address(new NoPart());
        issuers = IRegister(deploy("IssuerRegistry", abi.encode(TIMELOCK)));
        roll = IRoll(deploy("HolderRegistry", abi.encode(TIMELOCK, part, part)));
        bytes memory none = abi.encode(TIMELOCK, new address[](0), new Track[](0), new address[](0));
        tracks = ILanes(deploy("Tracks", none));
        timelock = TimelockController(payable(deploy("LexiarchTimelock", abi.encode(2 days, address(this)))));
        Rules memory rules = Rules(1 days, 7 days, 0, 10, 30, 14 days, 2 days);
        governor = IAssembly(
            deploy("LexiarchGovernor", abi.encode(new AnySupply(), part, TIMELOCK, part, part, rules))
        );
        svm.enableSymbolicStorage(address(issuers));
        svm.enableSymbolicStorage(address(roll));
        svm.enableSymbolicStorage(address(tracks));
    }

    function check_the_issuers_register_obeys_its_owner_alone(address by, uint256[4] calldata words) public {
        vm.assume(by != issuers.owner());
        bytes4[6] memory simple = [
            issuers.retireGround.selector,
            issuers.accredit.selector,
            issuers.withdraw.selector,
            issuers.setGuardian.selector,
            IOwned.transferOwnership.selector,
            IOwned.renounceOwnership.selector
        ];
        for (uint256 i; i < 6; ++i) _assertRefused(address(issuers), by, abi.encodePacked(simple[i], abi.encode(words)));
        string memory text = string(abi.encode(words[0]));
        _assertRefused(address(issuers), by, abi.encodeCall(issuers.registerSchema, (text, HolderKind.Person)));
        _assertRefused(address(issuers), by, abi.encodeCall(issuers.registerGround, (text)));
    }

    function check_the_roll_has_its_cases_decided_by_its_owner_alone(address by, uint256[4] calldata words) public {
        vm.assume(by != roll.owner());
        bytes4[3] memory selectors = [
            IHolderCases.decideCase.selector,
            IOwned.transferOwnership.selector,
            IOwned.renounceOwnership.selector
        ];
        for (uint256 i; i < 3; ++i) _assertRefused(address(roll), by, abi.encodePacked(selectors[i], abi.encode(words)));
    }

    function check_the_tracks_obey_their_owner_alone(address by, uint256[5] calldata words) public {
        vm.assume(by != tracks.owner());
        bytes4[5] memory selectors = [
            tracks.addTrack.selector,
            tracks.setTrack.selector,
            tracks.assign.selector,
            IOwned.transferOwnership.selector,
            IOwned.renounceOwnership.selector
        ];
        for (uint256 i; i < 5; ++i) _assertRefused(address(tracks), by, abi.encodePacked(selectors[i], abi.encode(words)));
    }

    function check_the_governor_obeys_its_timelock_alone(address by, uint256[2] calldata words) public {
        vm.assume(by != TIMELOCK);
        bytes4[7] memory selectors = [
            governor.setVotingDelay.selector,
            governor.setVotingPeriod.selector,
            governor.setProposalThreshold.selector,
            governor.setLateQuorumVoteExtension.selector,
            governor.updateQuorumNumerator.selector,
            governor.updateHolderQuorumNumerator.selector,
            governor.updateTimelock.selector
        ];
        for (uint256 i; i < 7; ++i) _assertRefused(address(governor), by, abi.encodePacked(selectors[i], abi.encode(words)));
        address target = address(uint160(words[0]));
        bytes memory relay = abi.encodeWithSelector(governor.relay.selector, target, uint256(0), abi.encode(words[1]));
        _assertRefused(address(governor), by, relay);
    }

    function check_the_timelock_obeys_itself_alone(address by, uint256[2] calldata words) public {
        vm.assume(by != address(timelock) && by != address(this));
        bytes4[3] memory selectors = [
            timelock.grantRole.selector,
            timelock.revokeRole.selector,
            timelock.updateDelay.selector
        ];
        for (uint256 i; i < 3; ++i) _assertRefused(address(timelock), by, abi.encodePacked(selectors[i], abi.encode(words)));
    }

    function _assertRefused(address target, address by, bytes memory data) private {
        vm.prank(by);
        (bool done, ) = target.call(data);
        assert(!done);
    }
}

/// @notice As much of a token as the making of a governor asks.
contract AnySupply {
    function clock() external view returns (uint48) {
        return uint48(block.timestamp);
    }

    function totalSupply() external pure returns (uint256) {
        return 1 << 190;
    }

    function getPastTotalSupply(uint256) external pure returns (uint256) {
        return 1 << 190;
    }
}
