// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {IHolderRegistry} from "contracts/interfaces/IHolderRegistry.sol";
import {IIssuerRegistry} from "contracts/interfaces/IIssuerRegistry.sol";
import {ITracks} from "contracts/interfaces/ITracks.sol";
import {ITwoHouses} from "contracts/interfaces/ITwoHouses.sol";

// The contracts as their users see them. Tests import these and never the contracts, so that what they deploy is the
// bytecode of the default compiler profile: the one that goes on chain.

/// @notice The first balance of an account, as the token's constructor takes it.
struct Allocation {
    address account;
    uint256 amount;
}

/// @notice The rules that a DAO starts with, as the governor's constructor takes them.
struct Rules {
    uint48 votingDelay;
    uint32 votingPeriod;
    uint256 proposalThreshold;
    uint256 tokenQuorumNumerator;
    uint256 holderQuorumNumerator;
    uint48 gracePeriod;
    uint48 lateQuorumVoteExtension;
}

interface IOwned {
    function owner() external view returns (address);
    function renounceOwnership() external;
    function transferOwnership(address newOwner) external;
}

interface IRegister is IIssuerRegistry, IOwned {}

interface IRoll is IHolderRegistry, IOwned {}

interface ILanes is ITracks, IOwned {}

interface IToken is IERC20Metadata, IERC20Permit, IVotes, IERC6372, IERC5267 {}

/// @notice MembershipVerifierMock: proofs of membership in the clear.
interface IOpenVerifier is ISemaphoreVerifier {
    error MembershipVerifierMockTreeTooLarge(uint256 leaves);

    function commitmentOf(uint256 secret) external pure returns (uint256);
    function prove(
        uint256[] calldata leaves,
        uint256 index,
        uint256 secret,
        uint8 support,
        uint256 scope
    ) external pure returns (uint256 nullifier, uint256[8] memory proof);
    function rootOf(uint256[] calldata leaves) external pure returns (uint256);
    function siblingsOf(uint256[] calldata leaves, uint256 index) external pure returns (uint256[] memory);
}

interface IAssembly is IGovernor, ITwoHouses, IERC5267 {
    function gracePeriod() external view returns (uint48);
    function nonces(address voter) external view returns (uint256);
    function nonces(address voter, uint192 key) external view returns (uint256);
    function proposalVotes(uint256 proposalId) external view returns (uint256 against, uint256 for_, uint256 abstain);
    function quorumNumerator() external view returns (uint256);
    function relay(address target, uint256 value, bytes calldata data) external payable;
    function setProposalThreshold(uint256 threshold) external;
    function setVotingDelay(uint48 delay) external;
    function setVotingPeriod(uint32 period) external;
    function timelock() external view returns (address);
    function token() external view returns (address);
    function updateQuorumNumerator(uint256 numerator) external;
    function updateTimelock(address newTimelock) external;
}
