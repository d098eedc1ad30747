// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice One event, as `getRecordedLogs` gives it.
struct Log {
    bytes32[] topics;
    bytes data;
    address emitter;
}

/// @notice The cheatcodes of forge that these tests use.
interface Vm {
    function etch(address account, bytes calldata code) external;

    function accesses(address target) external returns (bytes32[] memory reads, bytes32[] memory writes);
    function addr(uint256 key) external pure returns (address);
    function assertEq(bool left, bool right, string calldata what) external pure;
    function assertEq(uint256 left, uint256 right, string calldata what) external pure;
    function assertEq(address left, address right, string calldata what) external pure;
    function assertEq(bytes32 left, bytes32 right, string calldata what) external pure;
    function assertEq(string calldata left, string calldata right, string calldata what) external pure;
    function assertLt(uint256 left, uint256 right, string calldata what) external pure;
    function assertTrue(bool condition, string calldata what) external pure;
    function closeFile(string calldata path) external;
    function parseTomlKeys(string calldata toml, string calldata key) external pure returns (string[] memory);
    function parseTomlString(string calldata toml, string calldata key) external pure returns (string memory);
    function parseTomlStringArray(string calldata toml, string calldata key) external pure returns (string[] memory);
    function revertToStateAndDelete(uint256 snapshot) external returns (bool);
    function snapshotState() external returns (uint256 snapshot);
    function parseJsonString(string calldata json, string calldata key) external pure returns (string memory);
    function parseJsonUint(string calldata json, string calldata key) external pure returns (uint256);
    function parseJsonUintArray(string calldata json, string calldata key) external pure returns (uint256[] memory);
    function parseBytes(string calldata text) external pure returns (bytes memory);
    function readFile(string calldata path) external view returns (string memory);
    function readLine(string calldata path) external view returns (string memory);
    function toString(bytes calldata value) external pure returns (string memory);
    function assume(bool condition) external pure;
    function chainId(uint256 id) external;
    function computeCreateAddress(address creator, uint256 nonce) external pure returns (address);
    function deal(address account, uint256 balance) external;
    function deployCode(string calldata artifact, bytes calldata arguments) external returns (address);
    function expectEmit() external;
    function expectEmit(address emitter) external;
    function expectRevert(bytes calldata data) external;
    function getChainId() external view returns (uint256);
    function getCode(string calldata artifact) external view returns (bytes memory);
    function getNonce(address account) external view returns (uint64);
    function getBlockTimestamp() external view returns (uint256);
    function getRecordedLogs() external returns (Log[] memory);
    function label(address account, string calldata name) external;
    function load(address target, bytes32 slot) external view returns (bytes32);
    function prank(address sender) external;
    function publicKeyP256(uint256 key) external pure returns (uint256 x, uint256 y);
    function record() external;
    function recordLogs() external;
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function signP256(uint256 key, bytes32 digest) external pure returns (bytes32 r, bytes32 s);
    function store(address target, bytes32 slot, bytes32 value) external;
    function toString(address value) external pure returns (string memory);
    function toString(uint256 value) external pure returns (string memory);
    function warp(uint256 timestamp) external;
}

Vm constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
