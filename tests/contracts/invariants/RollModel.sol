// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";

/// @notice A stretch of time for which an iD was live with one account.
struct Stretch {
    address holder;
    HolderKind kind;
    bool ended; // by exit or revocation
    uint48 from; // first second
    uint48 to; // first second after the last
    uint48 countedTo; // first second at which it is out of the count of holders
}

/// @notice The roll told as plainly as possible, without thought of gas: a list of stretches for each person.
/// @dev Written from the interface, not from the contract.
library RollModel {
    struct Model {
        bytes32[] tags;
        mapping(bytes32 tag => Stretch[]) stretches;
    }

    uint48 internal constant FOREVER = type(uint48).max;

    function begin(Model storage self, bytes32 tag, address holder, HolderKind kind, uint48 now_, uint48 to) internal {
        Stretch[] storage list = self.stretches[tag];
        if (isLive(self, tag, now_)) {
            list[list.length - 1].to = to;
            return;
        }
        if (list.length != 0 && list[list.length - 1].countedTo == FOREVER) list[list.length - 1].countedTo = now_;
        list.push(Stretch(holder, kind, false, now_, to, FOREVER));
    }

    function end(Model storage self, bytes32 tag, uint48 now_) internal {
        Stretch storage stretch = last(self, tag);
        (stretch.ended, stretch.to, stretch.countedTo) = (true, now_, now_);
    }

    function sweep(Model storage self, bytes32 tag, uint48 now_) internal {
        last(self, tag).countedTo = now_;
    }

    function last(Model storage self, bytes32 tag) internal view returns (Stretch storage) {
        Stretch[] storage list = self.stretches[tag];
        return list[list.length - 1];
    }

    function exists(Model storage self, bytes32 tag) internal view returns (bool) {
        return self.stretches[tag].length != 0;
    }

    function isLive(Model storage self, bytes32 tag, uint48 now_) internal view returns (bool) {
        return exists(self, tag) && now_ < last(self, tag).to;
    }

    function isLapsed(Model storage self, bytes32 tag, uint48 now_) internal view returns (bool) {
        return exists(self, tag) && now_ >= last(self, tag).to && last(self, tag).countedTo == FOREVER;
    }

    /// @notice The iD that is live with `account`; 0 when there is none.
    function liveTagOf(Model storage self, address account, uint48 now_) internal view returns (bytes32) {
        for (uint256 i; i < self.tags.length; ++i) {
            if (isLive(self, self.tags[i], now_) && last(self, self.tags[i]).holder == account) return self.tags[i];
        }
        return 0;
    }

    function isHolderAt(Model storage self, address account, uint256 timepoint) internal view returns (bool) {
        for (uint256 i; i < self.tags.length; ++i) {
            Stretch[] storage list = self.stretches[self.tags[i]];
            for (uint256 j; j < list.length; ++j) {
                if (list[j].holder == account && covers(list[j], timepoint)) return true;
            }
        }
        return false;
    }

    /// @notice The person who may vote with `account` now on a matter with this snapshot; 0 when there is none.
    function personAt(
        Model storage self,
        address account,
        uint256 snapshot,
        uint48 now_
    ) internal view returns (bytes32 tag) {
        tag = liveTagOf(self, account, now_);
        if (tag == 0 || last(self, tag).kind != HolderKind.Person) return 0;
        Stretch[] storage list = self.stretches[tag];
        for (uint256 j; j < list.length; ++j) {
            if (list[j].kind == HolderKind.Person && covers(list[j], snapshot)) return tag;
        }
        return 0;
    }

    /// @notice Persons on the roll, expired ones included until they are swept.
    function holderCountAt(Model storage self, uint256 timepoint) internal view returns (uint256 count) {
        for (uint256 i; i < self.tags.length; ++i) {
            Stretch[] storage list = self.stretches[self.tags[i]];
            for (uint256 j; j < list.length; ++j) {
                bool counted = list[j].from <= timepoint && timepoint < list[j].countedTo;
                if (counted && list[j].kind == HolderKind.Person) ++count;
            }
        }
    }

    function covers(Stretch storage stretch, uint256 timepoint) private view returns (bool) {
        return stretch.from <= timepoint && timepoint < stretch.to;
    }
}
