// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC5192} from "contracts/interfaces/IERC5192.sol";
import {IERC5484} from "contracts/interfaces/IERC5484.sol";
import {IERC7858} from "contracts/interfaces/IERC7858.sol";
import {IHolderCases} from "contracts/interfaces/IHolderCases.sol";
import {IHolderOffers} from "contracts/interfaces/IHolderOffers.sol";
import {IHolderRecords} from "contracts/interfaces/IHolderRecords.sol";
import {IHolderRecovery} from "contracts/interfaces/IHolderRecovery.sol";
import {IHolderTree} from "contracts/interfaces/IHolderTree.sol";
import {Log, vm} from "../../helpers/Vm.sol";
import {TimeActs} from "./TimeActs.sol";

/// @notice Reads all that the roll and the tree emit: every field is of fixed length, and nothing is kept of signatures.
/// @dev Folds the transfers into owners, as an explorer would.
abstract contract RollLog is TimeActs {
    mapping(bytes32 topic => uint256) private words; // of an event's data, and one more
    mapping(bytes32 tag => address) internal owners; // as the transfers tell

    function prepare() public virtual override {
        super.prepare();
        learn(IHolderCases.CaseOpened.selector, 5);
        learn(IHolderCases.CaseAppealed.selector, 0);
        learn(IHolderCases.CaseDismissed.selector, 1);
        learn(IHolderCases.Revoked.selector, 0);
        learn(IHolderOffers.Attested.selector, 5);
        learn(IHolderRecords.Exited.selector, 0);
        learn(IHolderRecords.Swept.selector, 1);
        learn(IHolderRecovery.RecoveryStarted.selector, 4);
        learn(IHolderRecovery.RecoveryVetoed.selector, 1);
        learn(IHolderRecovery.Recovered.selector, 1);
        learn(IERC721.Transfer.selector, 0);
        learn(IERC5192.Locked.selector, 1);
        learn(IERC5484.Issued.selector, 1);
        learn(IERC7858.TokenExpiryUpdated.selector, 0);
        learn(IHolderTree.LeafAdded.selector, 3);
        learn(IHolderTree.LeafReplaced.selector, 3);
        learn(IHolderTree.LeafPruned.selector, 2);
        learn(IHolderTree.LeafDue.selector, 1);
    }

    function watch() internal virtual override {
        super.watch();
        vm.recordLogs();
    }

    function observe() internal virtual override {
        super.observe();
        Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == address(roll) || logs[i].emitter == address(tree)) read(logs[i]);
        }
    }

    function read(Log memory log) private {
        uint256 known = words[log.topics[0]];
        if (known == 0) fail(15, "an event that no interface has");
        else if (log.data.length != 32 * (known - 1)) fail(15, "a field without a fixed length");
        if (log.topics[0] == IERC721.Transfer.selector) {
            address from = address(uint160(uint256(log.topics[1])));
            if (owners[log.topics[3]] != from) fail(40, "a transfer from somebody else");
            owners[log.topics[3]] = address(uint160(uint256(log.topics[2])));
        }
        for (uint256 i = 32; i <= log.data.length; i += 32) {
            bytes memory data = log.data;
            bytes32 word;
            assembly {
                word := mload(add(data, i))
            }
            if (word == CANARY) fail(15, "a signature was emitted");
        }
    }

    function learn(bytes32 topic, uint256 count) private {
        words[topic] = count + 1;
    }
}
