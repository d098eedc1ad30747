// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {HolderKind} from "contracts/interfaces/IIssuerRegistry.sol";

/// @notice A stretch of time for which an iD stood with one account.
struct Stretch {
    address holder;
    uint16 accreditation; // number of the latest
    bool ended; // by an exit or a case
    uint48 from; // first second
    uint48 to; // first second after the last
    uint48 openTo; // first second at which it is out of the count of holders, and its token gone
}

/// @notice The roll told as plainly as possible, without thought of gas: a list of stretches for each person.
/// @dev Written from the interface, not from the contract.
library RollModel {
    struct Model {
        bytes32[] tags;
        mapping(bytes32 tag => HolderKind) kinds; // for ever
        mapping(bytes32 tag => Stretch[]) stretches;
    }

    uint48 internal constant FOREVER = type(uint48).max;

    /* ACTS */

    function begin(
        Model storage self,
        bytes32 tag,
        address holder,
        uint16 accreditation,
        HolderKind kind,
        uint48 now_,
        uint48 to
    ) internal {
        sweepWith(self, holder, now_);
        if (exists(self, tag) && last(self, tag).openTo == FOREVER) last(self, tag).openTo = now_;
        self.kinds[tag] = kind;
        self.stretches[tag].push(Stretch(holder, accreditation, false, now_, to, FOREVER));
    }

    function renew(Model storage self, bytes32 tag, uint16 accreditation, uint48 to) internal {
        (last(self, tag).accreditation, last(self, tag).to) = (accreditation, to);
    }

    /// @notice The iD goes on with another account.
    function move(
        Model storage self,
        bytes32 tag,
        address holder,
        uint16 accreditation,
        uint48 now_,
        uint48 to
    ) internal {
        sweepWith(self, holder, now_);
        (last(self, tag).to, last(self, tag).openTo) = (now_, now_);
        self.stretches[tag].push(Stretch(holder, accreditation, false, now_, to, FOREVER));
    }

    function end(Model storage self, bytes32 tag, uint48 now_) internal {
        Stretch storage stretch = last(self, tag);
        (stretch.ended, stretch.to, stretch.openTo) = (true, now_, now_);
    }

    function sweep(Model storage self, bytes32 tag, uint48 now_) internal {
        last(self, tag).openTo = now_;
    }

    /// @dev An account that takes an iD gives up the expired one that it still holds.
    function sweepWith(Model storage self, address account, uint48 now_) private {
        for (uint256 i; i < self.tags.length; ++i) {
            if (isLapsed(self, self.tags[i], now_) && last(self, self.tags[i]).holder == account) {
                sweep(self, self.tags[i], now_);
            }
        }
    }

    /* QUESTIONS */

    function last(Model storage self, bytes32 tag) internal view returns (Stretch storage) {
        Stretch[] storage list = self.stretches[tag];
        return list[list.length - 1];
    }

    function exists(Model storage self, bytes32 tag) internal view returns (bool) {
        return self.stretches[tag].length != 0;
    }

    function stands(Model storage self, bytes32 tag, uint48 now_) internal view returns (bool) {
        return exists(self, tag) && now_ < last(self, tag).to;
    }

    function isPerson(Model storage self, bytes32 tag) internal view returns (bool) {
        return self.kinds[tag] == HolderKind.Person;
    }

    /// @notice Whether the iD is in the count and a token: it stands, or has expired and was not swept.
    function isOpen(Model storage self, bytes32 tag) internal view returns (bool) {
        return exists(self, tag) && last(self, tag).openTo == FOREVER;
    }

    function isLapsed(Model storage self, bytes32 tag, uint48 now_) internal view returns (bool) {
        return isOpen(self, tag) && now_ >= last(self, tag).to;
    }

    /// @notice The iD that stands with `account`; 0 when there is none.
    function tagOf(Model storage self, address account, uint48 now_) internal view returns (bytes32) {
        for (uint256 i; i < self.tags.length; ++i) {
            if (stands(self, self.tags[i], now_) && last(self, self.tags[i]).holder == account) return self.tags[i];
        }
        return 0;
    }

    /// @notice The iD that stood with `account` at `timepoint`; 0 when there was none.
    function tagAt(Model storage self, address account, uint256 timepoint) internal view returns (bytes32) {
        for (uint256 i; i < self.tags.length; ++i) {
            if (holderAt(self, self.tags[i], timepoint) == account) return self.tags[i];
        }
        return 0;
    }

    /// @notice The account with which the iD stood at `timepoint`; zero when it did not stand.
    function holderAt(Model storage self, bytes32 tag, uint256 timepoint) internal view returns (address) {
        Stretch[] storage list = self.stretches[tag];
        for (uint256 j = list.length; j > 0; --j) {
            Stretch storage stretch = list[j - 1];
            if (stretch.from <= timepoint && timepoint < stretch.to) return stretch.holder;
        }
        return address(0);
    }

    /// @notice The person who may vote with `account` now on a matter with this snapshot; 0 when there is none.
    function personAt(
        Model storage self,
        address account,
        uint256 snapshot,
        uint48 now_
    ) internal view returns (bytes32 tag) {
        tag = tagOf(self, account, now_);
        bool sits = isPerson(self, tag) && holderAt(self, tag, snapshot) != address(0);
        return sits ? tag : bytes32(0);
    }

    /// @notice Persons on the roll, expired ones included until they are swept.
    function countAt(Model storage self, uint256 timepoint) internal view returns (uint256 count) {
        for (uint256 i; i < self.tags.length; ++i) {
            Stretch[] storage list = self.stretches[self.tags[i]];
            for (uint256 j = list.length; j > 0 && isPerson(self, self.tags[i]); --j) {
                if (list[j - 1].from <= timepoint && timepoint < list[j - 1].openTo) ++count;
            }
        }
    }
}
