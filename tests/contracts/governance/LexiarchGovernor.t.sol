// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/interfaces/IERC1155Receiver.sol";
import {IERC165} from "@openzeppelin/contracts/interfaces/IERC165.sol";
import {IERC721Receiver} from "@openzeppelin/contracts/interfaces/IERC721Receiver.sol";
import {AssemblyCase, Motion} from "../helpers/AssemblyCase.sol";
import {vm} from "../helpers/Vm.sol";

/// @notice What the Assembly is made with, the faces it shows, and what becomes of ether.
contract LexiarchGovernorTest is AssemblyCase {
    uint256 private constant SIZE_LIMIT = 24_576; // bytes, EIP-170

    function test_constructor_sets_every_rule_and_partner() public view {
        assertEq(governor.name(), "Lexiarch Governor", "name");
        assertEq(governor.version(), "1", "version");
        assertEq(governor.votingDelay(), VOTING_DELAY, "votingDelay");
        assertEq(governor.votingPeriod(), VOTING_PERIOD, "votingPeriod");
        assertEq(governor.proposalThreshold(), THRESHOLD, "proposalThreshold");
        assertEq(governor.quorumNumerator(), TOKEN_QUORUM, "quorumNumerator");
        assertEq(governor.quorum(time() - 1), SUPPLY / 10, "quorum");
        assertEq(governor.holderQuorumNumerator(), HOLDER_QUORUM, "holderQuorumNumerator");
        assertEq(governor.gracePeriod(), GRACE_PERIOD, "gracePeriod");
        assertEq(governor.token(), address(token), "token");
        assertEq(governor.roll(), address(roll), "roll");
        assertEq(governor.timelock(), address(timelock), "timelock");
        assertEq(governor.tracks(), address(tracks), "tracks");
        assertEq(governor.ballotBox(), address(box), "ballotBox");
        assertEq(governor.lateQuorumVoteExtension(), LATE_EXTENSION, "lateQuorumVoteExtension");
        assertTrue(governor.proposalNeedsQueuing(0), "proposalNeedsQueuing");
    }

    function test_supportsInterface_knows_a_governor_of_today_and_of_before() public view {
        assertTrue(governor.supportsInterface(type(IGovernor).interfaceId), "IGovernor");
        assertTrue(
            governor.supportsInterface(type(IGovernor).interfaceId ^ IGovernor.getProposalId.selector),
            "IGovernor before getProposalId"
        );
        assertTrue(governor.supportsInterface(type(IERC165).interfaceId), "ERC-165");
        assertFalse(governor.supportsInterface(0xffffffff), "the invalid id");
    }

    function test_clock_is_that_of_token_and_roll() public {
        skip(5);
        assertEq(governor.clock(), time(), "clock");
        assertEq(token.clock(), time(), "token");
        assertEq(roll.clock(), time(), "roll");
        assertEq(governor.CLOCK_MODE(), "mode=timestamp", "CLOCK_MODE");
        assertEq(token.CLOCK_MODE(), governor.CLOCK_MODE(), "token");
        assertEq(roll.CLOCK_MODE(), governor.CLOCK_MODE(), "roll");
    }

    function test_the_governor_tells_the_time_without_asking_its_token() public {
        vm.etch(address(token), "");
        assertEq(governor.clock(), time(), "clock");
    }

    function test_every_contract_fits_the_size_limit() public {
        assertFits(address(governor), "LexiarchGovernor");
        assertFits(address(timelock), "LexiarchTimelock");
        assertFits(address(token), "LexiarchToken");
        assertFits(address(roll), "HolderRegistry");
        assertFits(address(issuers), "IssuerRegistry");
        assertFits(address(tracks), "Tracks");
        assertFits(address(tree), "HolderTree");
        assertFits(address(box), "BallotBox");
        assertFits(box.verifier(), "MembershipVerifier");
        assertFits(deploy("BallotBatch", ""), "BallotBatch");
    }

    /* ether and tokens */

    function test_the_governor_takes_no_ether_and_no_collectibles() public {
        vm.deal(outsider, 1);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorDisabledDeposit.selector));
        this.send(address(governor));
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorDisabledDeposit.selector));
        IERC721Receiver(address(governor)).onERC721Received(outsider, outsider, 1, "");
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorDisabledDeposit.selector));
        IERC1155Receiver(address(governor)).onERC1155Received(outsider, outsider, 1, 1, "");
    }

    function test_a_proposal_pays_ether_out_of_the_timelock() public {
        vm.deal(address(timelock), 5 ether);
        Motion memory m = motion(outsider, "", "pay");
        m.values[0] = 3 ether;
        enact(m);
        assertEq(outsider.balance, 3 ether, "paid");
        assertEq(address(timelock).balance, 2 ether, "kept");
    }

    function test_a_proposal_that_cannot_be_paid_stays_queued_until_it_can() public {
        Motion memory m = motion(outsider, "", "pay");
        m.values[0] = 3 ether;
        uint256 id = pledge(m);
        toEta(id);
        (bool executed, ) = address(governor).call(
            abi.encodeCall(governor.execute, (m.targets, m.values, m.calldatas, keccak256("pay")))
        );
        assertFalse(executed, "without ether");
        assertState(id, IGovernor.ProposalState.Queued, "unpaid");
        vm.deal(address(this), 3 ether);
        governor.execute{value: 3 ether}(m.targets, m.values, m.calldatas, keccak256("pay"));
        assertEq(outsider.balance, 3 ether, "paid by who executes");
        assertEq(address(governor).balance, 0, "nothing stays in the governor");
    }

    function test_a_proposal_pays_tokens_out_of_the_treasury() public {
        enact(motion(address(token), abi.encodeCall(token.transfer, (bob, 1_000e18)), "grant"));
        assertEq(token.balanceOf(bob), 1_000e18, "bob");
        assertEq(token.balanceOf(address(timelock)), 349_000e18, "treasury");
    }

    function test_an_action_that_reverts_undoes_the_whole_execution() public {
        Motion memory m = idle("half");
        m.targets = new address[](2);
        m.values = new uint256[](2);
        m.calldatas = new bytes[](2);
        (m.targets[0], m.targets[1]) = (address(token), address(token));
        m.calldatas[0] = abi.encodeCall(token.transfer, (bob, 1e18));
        m.calldatas[1] = abi.encodeCall(token.transfer, (bob, SUPPLY));
        uint256 id = pledge(m);
        toEta(id);
        (bool executed, ) = address(governor).call(
            abi.encodeCall(governor.execute, (m.targets, m.values, m.calldatas, keccak256("half")))
        );
        assertFalse(executed, "executed");
        assertEq(token.balanceOf(bob), 0, "bob");
        assertState(id, IGovernor.ProposalState.Queued, "half");
    }

    /* helpers */

    function send(address to) external {
        vm.prank(outsider);
        (bool sent, bytes memory reason) = to.call{value: 1}("");
        if (sent) return;
        assembly ("memory-safe") {
            revert(add(reason, 0x20), mload(reason))
        }
    }

    function assertFits(address deployed, string memory name) private view {
        assertTrue(deployed.code.length > 0, string.concat("no code: ", name));
        vm.assertLt(deployed.code.length, SIZE_LIMIT, string.concat("too large: ", name));
    }
}
