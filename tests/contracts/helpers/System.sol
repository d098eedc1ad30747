// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {IBallotBox} from "contracts/interfaces/IBallotBox.sol";
import {IHolderTree} from "contracts/interfaces/IHolderTree.sol";
import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";
import {Asserts} from "./Asserts.sol";
import {Assignment, Track} from "contracts/interfaces/ITracks.sol";
import {Allocation, IAssembly, ILanes, IRegister, IRoll, IToken, Rules} from "./Faces.sol";
import {vm} from "./Vm.sol";

/// @notice The whole system as it stands after deployment, and the cast by role.
abstract contract System is Asserts {
    uint48 internal constant START = 1_900_000_000;
    uint48 internal constant TIMELOCK_DELAY = 2 days;
    uint48 internal constant VOTING_DELAY = 1 days;
    uint32 internal constant VOTING_PERIOD = 7 days;
    uint48 internal constant GRACE_PERIOD = 14 days;
    uint48 internal constant LATE_EXTENSION = 2 days;
    uint8 internal constant MEMBERSHIP = 1; // track on which the holder house decides alone
    uint8 internal constant SECRET = 2; // the same, in secret
    uint8 internal constant TREE_DEPTH = 16;
    uint32 internal constant DAILY_CAP = 100;
    uint256 internal constant THRESHOLD = 10_000e18;
    uint256 internal constant TOKEN_QUORUM = 10; // percent
    uint256 internal constant HOLDER_QUORUM = 30; // percent
    uint256 internal constant SUPPLY = 1_000_000e18;

    TimelockController internal timelock;
    IToken internal token;
    IRegister internal issuers;
    IRoll internal roll;
    IHolderTree internal tree;
    IBallotBox internal box;
    ILanes internal tracks;
    IAssembly internal governor;
    bytes32 internal person; // schema that admits persons
    bytes32 internal organisation; // schema that admits organisations
    bytes32 internal ground; // on which an iD may be ended

    address internal deployer = account("deployer");
    address internal issuer = account("issuer"); // accredited for both schemas
    address internal otherIssuer = account("other issuer"); // accredited for persons
    address internal guardian = account("guardian"); // may suspend issuance
    address internal outsider = account("outsider"); // no tokens, no iD
    address internal whale = account("whale"); // 400,000 tokens: more than a quorum
    address internal trader = account("trader"); // 200,000 tokens: more than a quorum
    address internal minnow = account("minnow"); // 50,000 tokens: less than a quorum
    address internal alice = account("alice");
    address internal bob = account("bob");
    address internal carol = account("carol");

    mapping(address => uint256) internal keys;

    function setUp() public virtual {
        vm.warp(START);
        timelock = TimelockController(payable(deploy("LexiarchTimelock", abi.encode(TIMELOCK_DELAY, deployer))));
        token = IToken(deploy("LexiarchToken", abi.encode("Valley Commons", "VALE", allocations())));
        issuers = IRegister(deploy("IssuerRegistry", abi.encode(deployer)));
        address treeToBe = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 1);
        roll = IRoll(deploy("HolderRegistry", abi.encode(timelock, issuers, treeToBe)));
        tree = IHolderTree(deploy("HolderTree", abi.encode(roll, treeDepth())));
        box = IBallotBox(deploy("BallotBox", abi.encode(tree, deployVerifier())));
        tracks = ILanes(deploy("Tracks", abi.encode(timelock, membership(), lanes(), assignments())));
        governor = IAssembly(deploy("LexiarchGovernor", abi.encode(token, roll, timelock, tracks, box, rules())));
        fillRegister();
        handOver();
        address[3] memory voters = [whale, trader, minnow];
        for (uint256 i; i < voters.length; ++i) {
            vm.prank(voters[i]);
            token.delegate(voters[i]);
        }
    }

    /// @notice An account with a known key, the same in every test.
    function account(string memory name) internal returns (address made) {
        uint256 key = uint256(keccak256(bytes(name)));
        made = vm.addr(key);
        keys[made] = key;
        vm.label(made, name);
    }

    function accounts(string memory name, uint256 count) internal returns (address[] memory made) {
        made = new address[](count);
        for (uint256 i; i < count; ++i) {
            made[i] = account(string.concat(name, " ", vm.toString(i)));
        }
    }

    /// @notice 65-byte signature of `digest` by the key of `signer`.
    function sign(address signer, bytes32 digest) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[signer], digest);
        return abi.encodePacked(r, s, v);
    }

    /// @notice EIP-712 digest of a ballot, as `castVoteBySig` wants it signed.
    function ballotDigest(uint256 id, uint8 support, address voter, uint256 nonce) internal view returns (bytes32) {
        bytes32 typehash = keccak256("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
        return governorDigest(keccak256(abi.encode(typehash, id, support, voter, nonce)));
    }

    function governorDigest(bytes32 structHash) internal view returns (bytes32) {
        return typedDigest("Lexiarch Governor", address(governor), structHash);
    }

    function rollDigest(bytes32 structHash) internal view returns (bytes32) {
        return typedDigest("Lexiarch Roll", address(roll), structHash);
    }

    /// @notice EIP-712 digest for a contract of version 1.
    function typedDigest(string memory name, address verifier_, bytes32 structHash) private view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                block.chainid,
                verifier_
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function deploy(string memory name, bytes memory arguments) internal returns (address) {
        return vm.deployCode(string.concat(name, ".sol:", name), arguments);
    }

    /// @dev `expectRevert` wants a creation in a call of its own: `this.deployApart`.
    function deployApart(string calldata name, bytes calldata arguments) external returns (address) {
        return deploy(name, arguments);
    }

    /// @notice What verifies the proofs of secret ballots.
    function deployVerifier() internal virtual returns (address) {
        return deploy("MembershipVerifier", "");
    }

    function treeDepth() internal pure virtual returns (uint8) {
        return TREE_DEPTH;
    }

    function rules() internal pure virtual returns (Rules memory) {
        return Rules(VOTING_DELAY, VOTING_PERIOD, THRESHOLD, TOKEN_QUORUM, HOLDER_QUORUM, GRACE_PERIOD, LATE_EXTENSION);
    }

    /// @notice The contracts of the roll.
    function membership() internal view returns (address[] memory list) {
        list = new address[](2);
        (list[0], list[1]) = (address(issuers), address(roll));
    }

    function lanes() internal view virtual returns (Track[] memory list) {
        list = new Track[](2);
        list[MEMBERSHIP - 1] = Track(false, true, 0, 40, false);
        list[SECRET - 1] = Track(false, true, 0, 40, true);
    }

    function assignments() internal view virtual returns (Assignment[] memory list) {
        list = new Assignment[](8);
        list[0] = Assignment(address(issuers), issuers.accredit.selector, MEMBERSHIP);
        list[1] = Assignment(address(issuers), issuers.withdraw.selector, MEMBERSHIP);
        list[2] = Assignment(address(issuers), issuers.registerSchema.selector, MEMBERSHIP);
        list[3] = Assignment(address(issuers), issuers.registerGround.selector, MEMBERSHIP);
        list[4] = Assignment(address(issuers), issuers.retireGround.selector, MEMBERSHIP);
        list[5] = Assignment(address(issuers), issuers.setGuardian.selector, MEMBERSHIP);
        list[6] = Assignment(address(roll), roll.openCase.selector, MEMBERSHIP);
        list[7] = Assignment(address(roll), roll.decideCase.selector, SECRET);
    }

    function allocations() internal view virtual returns (Allocation[] memory list) {
        list = new Allocation[](4);
        list[0] = Allocation(whale, 400_000e18);
        list[1] = Allocation(trader, 200_000e18);
        list[2] = Allocation(minnow, 50_000e18);
        list[3] = Allocation(address(timelock), 350_000e18);
    }

    function fillRegister() private {
        vm.prank(deployer);
        person = issuers.registerSchema("one living human being", HolderKind.Person);
        vm.prank(deployer);
        organisation = issuers.registerSchema("a legal body", HolderKind.Organisation);
        vm.prank(deployer);
        ground = issuers.registerGround("The person holds another iD.");
        vm.prank(deployer);
        issuers.accredit(issuer, person, START + 3 * 365 days, DAILY_CAP);
        vm.prank(deployer);
        issuers.accredit(issuer, organisation, START + 3 * 365 days, DAILY_CAP);
        vm.prank(deployer);
        issuers.accredit(otherIssuer, person, START + 2 * 365 days, DAILY_CAP);
        vm.prank(deployer);
        issuers.setGuardian(guardian);
    }

    function handOver() private {
        bytes32[3] memory governorRoles = [
            timelock.PROPOSER_ROLE(),
            timelock.CANCELLER_ROLE(),
            timelock.EXECUTOR_ROLE()
        ];
        bytes32 admin = timelock.DEFAULT_ADMIN_ROLE();
        vm.prank(deployer);
        issuers.transferOwnership(address(timelock));
        for (uint256 i; i < governorRoles.length; ++i) {
            vm.prank(deployer);
            timelock.grantRole(governorRoles[i], address(governor));
        }
        vm.prank(deployer);
        timelock.renounceRole(admin, deployer);
    }
}
