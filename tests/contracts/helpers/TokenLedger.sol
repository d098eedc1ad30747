// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC5192} from "contracts/interfaces/IERC5192.sol";
import {IERC5484} from "contracts/interfaces/IERC5484.sol";
import {IERC7858} from "contracts/interfaces/IERC7858.sol";
import {Log, vm} from "./Vm.sol";

/// @notice What somebody knows about the tokens who sees nothing but events.
contract TokenLedger {
    mapping(uint256 tokenId => address) public owner;
    mapping(address account => uint256) public balance;
    mapping(uint256 tokenId => uint256) public start;
    mapping(uint256 tokenId => uint256) public end;
    mapping(uint256 tokenId => uint256) public locked; // how often
    mapping(uint256 tokenId => uint256) public issued;
    mapping(uint256 tokenId => uint256) public minted;

    function read(Log[] memory logs, address emitter) external {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter != emitter) continue;
            bytes32 name = logs[i].topics[0];
            if (name == IERC721.Transfer.selector) readTransfer(logs[i]);
            if (name == IERC5192.Locked.selector) ++locked[abi.decode(logs[i].data, (uint256))];
            if (name == IERC5484.Issued.selector) readIssued(logs[i]);
            if (name == IERC7858.TokenExpiryUpdated.selector) readExpiry(logs[i]);
        }
    }

    function readTransfer(Log memory log) private {
        (address from, address to) = (asAddress(log.topics[1]), asAddress(log.topics[2]));
        uint256 tokenId = uint256(log.topics[3]);
        vm.assertEq(owner[tokenId], from, "a token comes from its owner");
        vm.assertTrue(from != to, "a token goes to somebody else");
        if (from == address(0)) ++minted[tokenId];
        else --balance[from];
        if (to != address(0)) ++balance[to];
        owner[tokenId] = to;
    }

    function readIssued(Log memory log) private {
        uint256 tokenId = uint256(log.topics[3]);
        vm.assertEq(owner[tokenId], asAddress(log.topics[2]), "a token is issued to its first owner");
        vm.assertEq(abi.decode(log.data, (uint256)), uint256(IERC5484.BurnAuth.Both), "burnAuth");
        ++issued[tokenId];
    }

    function readExpiry(Log memory log) private {
        uint256 tokenId = uint256(log.topics[1]);
        (start[tokenId], end[tokenId]) = (uint256(log.topics[2]), uint256(log.topics[3]));
    }

    function asAddress(bytes32 topic) private pure returns (address) {
        return address(uint160(uint256(topic)));
    }
}
