// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice Emits governance events in bulk, and does nothing else: an indexer sees logs alone.
/// @dev Three contracts, because indexers ask by address. The accounts, choices and amounts are pseudo-random.
abstract contract Chance {
    function _random(uint256 seed, uint256 i) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            mstore(0, seed)
            mstore(32, i)
            value := keccak256(0, 64)
        }
    }

    function _account(uint256 n) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("account", n)))));
    }
}

contract EmitGovernor is Chance {
    event VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason);
    event ProposalCreated(
        uint256 proposalId,
        address proposer,
        address[] targets,
        uint256[] values,
        string[] signatures,
        bytes[] calldatas,
        uint256 voteStart,
        uint256 voteEnd,
        string description
    );

    function propose(uint256 number, uint256 accounts) external {
        address[] memory targets = new address[](2);
        targets[0] = address(this);
        targets[1] = msg.sender;
        uint256[] memory values = new uint256[](2);
        values[1] = 1 ether;
        bytes[] memory calldatas = new bytes[](2);
        calldatas[0] = abi.encodeWithSignature("transfer(address,uint256)", msg.sender, number);
        emit ProposalCreated(
            proposalId(number),
            _account(number % accounts),
            targets,
            values,
            new string[](2),
            calldatas,
            block.timestamp,
            block.timestamp + 7 days,
            "# Fund the grants programme\n\nAllocate 1 ETH from the treasury; see the thread in the forum."
        );
    }

    /// @notice Ballots on the last proposals.
    function vote(uint256 seed, uint256 count, uint256 newest, uint256 open, uint256 accounts) external {
        string[6] memory reasons = [
            "",
            "",
            "lgtm",
            "I support this because it funds what everybody uses",
            unicode"Gegen: zu teuer für das Quorum, später nochmals prüfen",
            "abstain: conflict of interest"
        ];
        for (uint256 i; i < count; ++i) {
            uint256 random = _random(seed, i);
            uint256 back = (random >> 128) % open;
            emit VoteCast(
                _account(random % accounts),
                proposalId(newest - (back > newest ? newest : back)),
                uint8((random >> 200) % 3),
                uint96(random >> 96) % 1e24,
                reasons[(random >> 220) % 6]
            );
        }
    }

    function proposalId(uint256 number) public pure returns (uint256) {
        return uint256(keccak256(abi.encode("proposal", number)));
    }
}

contract EmitToken is Chance {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes);

    /// @notice Gives some accounts so much that they can pay for all that follows.
    function mint(uint256 first, uint256 count) external {
        for (uint256 i; i < count; ++i) emit Transfer(address(0), _account(first + i), 1e30);
    }

    function move(uint256 seed, uint256 transfers, uint256 delegations, uint256 accounts) external {
        for (uint256 i; i < transfers; ++i) {
            uint256 random = _random(seed, i);
            address from = _account(random % accounts);
            emit Transfer(from, _account((random >> 64) % accounts), uint96(random >> 128) % 1e22);
        }
        for (uint256 i; i < delegations; ++i) {
            uint256 random = _random(~seed, i);
            address to = _account(random % accounts);
            emit DelegateVotesChanged(to, uint96(random >> 64) % 1e24, uint96(random >> 160) % 1e24);
        }
    }
}

contract EmitRoll is Chance {
    event Attested(
        address indexed holder,
        address indexed issuer,
        bytes32 indexed personTag,
        bytes32 uid,
        bytes32 schema,
        uint8 kind,
        uint48 since,
        uint48 expirationTime
    );

    function attest(uint256 seed, uint256 count, uint256 accounts) external {
        for (uint256 i; i < count; ++i) {
            uint256 random = _random(seed, i);
            address holder = _account(random % accounts);
            emit Attested(
                holder,
                _account((random >> 32) % 16),
                keccak256(abi.encode(holder)),
                bytes32(random),
                keccak256(abi.encode("schema", random % 5)),
                1,
                uint48(block.timestamp),
                uint48(block.timestamp + (random >> 200) % 365 days)
            );
        }
    }
}
