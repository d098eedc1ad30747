// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice What the symbolic executor adds to forge's cheatcodes.
interface Svm {
    function createBytes(uint256 length, string calldata name) external view returns (bytes memory);
    function enableSymbolicStorage(address target) external;
}

/// @notice The cheatcodes of forge that the symbolic executor knows and these proofs use.
interface ProofVm {
    function assume(bool condition) external pure;
    function chainId(uint256 id) external;
    function getCode(string calldata artifact) external view returns (bytes memory);
    function load(address target, bytes32 slot) external view returns (bytes32);
    function prank(address sender) external;
    function warp(uint256 time) external;
}

Svm constant svm = Svm(address(uint160(uint256(keccak256("svm cheat code")))));
ProofVm constant vm = ProofVm(address(uint160(uint256(keccak256("hevm cheat code")))));

/// @notice A proof holds for every value of its arguments, and of the storage that is made symbolic. A claim that can
/// fail is an `assert`. What the contracts refuse is no claim: such paths are left by `assume`.
abstract contract Proof {
    /// @dev By this flag the executor knows a contract of proofs.
    // solhint-disable-next-line func-name-mixedcase, const-name-snakecase
    bool public constant IS_TEST = true;

    /// @dev The bytecode that goes on chain.
    function deploy(string memory name, bytes memory arguments) internal returns (address made) {
        string memory artifact = string.concat(".forge/symbolic/out/", name, ".sol/", name, ".json");
        bytes memory code = abi.encodePacked(vm.getCode(artifact), arguments);
        // solhint-disable-next-line no-inline-assembly
        assembly {
            made := create(0, add(code, 32), mload(code))
        }
        assert(made != address(0));
    }

    /// @dev Any second of the years that the contracts can tell.
    function setTime(uint40 time) internal {
        vm.assume(time > 1_000 days);
        vm.assume(time < 1 << 36);
        vm.warp(time);
    }
}
