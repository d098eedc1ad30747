// SPDX-License-Identifier: MIT
pragma solidity ^0.8.0;

import {Governor, IGovernor} from "openzeppelin-contracts-v4/governance/Governor.sol";
import {TimelockController} from "openzeppelin-contracts-v4/governance/TimelockController.sol";
import {GovernorCountingSimple} from "openzeppelin-contracts-v4/governance/extensions/GovernorCountingSimple.sol";
import {GovernorSettings} from "openzeppelin-contracts-v4/governance/extensions/GovernorSettings.sol";
import {GovernorTimelockControl} from "openzeppelin-contracts-v4/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotes, IVotes} from "openzeppelin-contracts-v4/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "openzeppelin-contracts-v4/governance/extensions/GovernorVotesQuorumFraction.sol";
import {ERC20, ERC20Votes, ERC20Permit} from "openzeppelin-contracts-v4/token/ERC20/extensions/ERC20Votes.sol";

/// @notice OpenZeppelin 4.9: as DAOs of 2021 to 2023 run it.
contract OldToken is ERC20Votes {
    constructor() ERC20("Four", "FOUR") ERC20Permit("Four") {
        _mint(msg.sender, 1000 ether);
    }
}

contract OldGovernor is
    Governor,
    GovernorSettings,
    GovernorCountingSimple,
    GovernorVotes,
    GovernorVotesQuorumFraction,
    GovernorTimelockControl
{
    constructor(
        IVotes token_,
        TimelockController timelock_
    )
        Governor("Four")
        GovernorSettings(2, 6, 1 ether)
        GovernorVotes(token_)
        GovernorVotesQuorumFraction(10)
        GovernorTimelockControl(timelock_)
    {}

    function proposalThreshold() public view override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }

    function state(uint256 id) public view override(Governor, GovernorTimelockControl) returns (ProposalState) {
        return super.state(id);
    }

    function propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory text
    ) public override(Governor, IGovernor) returns (uint256) {
        return super.propose(targets, values, calldatas, text);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 text
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, text);
    }

    function _execute(
        uint256 id,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 text
    ) internal override(Governor, GovernorTimelockControl) {
        super._execute(id, targets, values, calldatas, text);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    function supportsInterface(bytes4 id) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.supportsInterface(id);
    }
}
