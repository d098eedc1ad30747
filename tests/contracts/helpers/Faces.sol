// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {EASAttestation} from "contracts/interfaces/IEAS.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {HolderProof, IHolderProofs} from "contracts/interfaces/IHolderProofs.sol";
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

/// @notice As BallotBatch takes it.
struct SignedBallot {
    uint256 proposalId;
    uint8 support;
    address voter;
    bytes signature;
}

interface IOwned {
    function owner() external view returns (address);
    function renounceOwnership() external;
    function transferOwnership(address newOwner) external;
}

/// @notice What LexiarchTimelock adds to OpenZeppelin's.
interface ITimelock {
    error LexiarchTimelockDelayInvalid(uint256 delay, uint256 least, uint256 most);
    error LexiarchTimelockRecall(bytes32 id);
}

interface IRegister is IIssuerRegistry, IOwned {}

interface IRoll is IHolderRegistry, IOwned {}

interface IEASIssuer is IERC1271 {
    function attester() external view returns (address);
    function eas() external view returns (address);
    function easSchema() external view returns (bytes32);
    function expirationOf(EASAttestation calldata attestation) external view returns (uint256);
    function openCase(bytes32 personTag, bytes32 commitment, bool suspend) external returns (uint32 number);
    function roll() external view returns (address);
    function schema() external view returns (bytes32);
    function term() external view returns (uint48);
    function withdrawCase(bytes32 personTag) external;
}

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

/// @notice BallotBatch.
interface IBatch {
    event BallotRefused(uint256 indexed proposalId, address indexed voter, bytes4 selector);
    error BallotBatchGovernorInvalid(address governor);
    error BallotBatchGasTooLow(uint256 ballot);

    function castVotesBySig(address governor, SignedBallot[] calldata ballots) external returns (uint256 counted);
    function GAS_PER_BALLOT() external view returns (uint256);
}

/// @notice AnonymousClaim, and HolderProofsMock.
interface IClaim is IHolderProofs {
    error AnonymousClaimNotFounder(address caller);

    function claim(uint256 number, address payable to, HolderProof calldata proof) external;
    function founder() external view returns (address);
    function open(uint256 number) external;
    function openRound(bytes32 purpose, uint48 duration) external;
    function share() external view returns (uint256);
}

/// @notice GuestBook.
interface IGuestBook {
    event Written(address indexed holder, string text);
    error GuestBookSigned(bytes32 personTag);
    error HolderGatedNotHolder(address account);
    error HolderGatedNotHolderAt(address account, uint256 timepoint);
    error HolderGatedNotPerson(address account);
    error HolderGatedRollInvalid(address roll);

    function founded() external view returns (uint256);
    function holderRoll() external view returns (address);
    function sign() external;
    function signatures() external view returns (uint256);
    function write(string calldata text) external;
    function writeAsFounder(string calldata text) external;
    function writeAsPerson(string calldata text) external;
}
