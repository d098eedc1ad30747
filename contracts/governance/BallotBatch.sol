// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";

/// @notice A ballot that its voter signed as `castVoteBySig` wants it.
struct SignedBallot {
    uint256 proposalId;
    uint8 support;
    address voter;
    bytes signature; // EIP-712 `Ballot`, by the voter's key or by ERC-1271
}

/// @title Many signed ballots in one transaction
/// @notice Hands signed ballots to a governor. One that the governor refuses is reported and spoils none of the others.
/// @dev Holds nothing and is trusted with nothing: anyone may use it, or call the governor directly. Works with any
/// governor of OpenZeppelin 5. A ballot is refused, too, if it needs more than {GAS_PER_BALLOT}, so that the wallet of
/// one voter cannot use up the gas of all.
contract BallotBatch {
    /// @notice Most gas that one ballot may use.
    uint256 public constant GAS_PER_BALLOT = 400_000;

    /// @notice The governor did not count the ballot; `selector` is that of its error, 0 when it gave none.
    event BallotRefused(uint256 indexed proposalId, address indexed voter, bytes4 selector);

    /// @notice There is no governor at this address.
    error BallotBatchGovernorInvalid(address governor);

    /// @notice Too little gas was sent for the ballots that are left; send fewer of them, or more gas.
    error BallotBatchGasTooLow(uint256 ballot);

    /// @notice Casts the ballots.
    /// @dev Emits {BallotRefused} for each that was not counted. Reverts only when no governor is there or gas runs
    /// short: a sender cannot make an honest ballot fail by sending little gas.
    /// @return counted Number of ballots that the governor counted.
    function castVotesBySig(
        IGovernor governor,
        SignedBallot[] calldata ballots
    ) external returns (uint256 counted) {
        if (address(governor).code.length == 0) revert BallotBatchGovernorInvalid(address(governor));
        for (uint256 i; i < ballots.length; ++i) {
            SignedBallot calldata ballot = ballots[i];
            // 1/64 of the gas stays here (EIP-150): what is left must cover it, the call and the report.
            if (gasleft() < GAS_PER_BALLOT + GAS_PER_BALLOT / 32) revert BallotBatchGasTooLow(i);
            try
                governor.castVoteBySig{gas: GAS_PER_BALLOT}(
                    ballot.proposalId,
                    ballot.support,
                    ballot.voter,
                    ballot.signature
                )
            returns (uint256) {
                ++counted;
            } catch (bytes memory reason) {
                emit BallotRefused(ballot.proposalId, ballot.voter, bytes4(reason));
            }
        }
    }
}
