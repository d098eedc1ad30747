// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A person's place in the tree.
struct Leaf {
    uint256 commitment; // 0: none
    uint256 place;
    uint256 dueDay; // since 1970
    uint256 stretch; // number of the iD's standing when it joined or was refreshed last
}

/// @notice The tree told as plainly as possible: a list of commitments, and when each is due.
library TreeModel {
    struct Model {
        uint256[] places; // 0: pruned
        mapping(bytes32 tag => Leaf) leaves;
        uint256 clearUntil;
    }

    /* ACTS */

    function join(
        Model storage self,
        bytes32 tag,
        uint256 commitment,
        uint256 dueDay,
        uint256 stretch
    ) internal {
        self.leaves[tag] = Leaf(commitment, self.places.length, dueDay, stretch);
        self.places.push(commitment);
    }

    function replace(Model storage self, bytes32 tag, uint256 commitment) internal {
        self.leaves[tag].commitment = commitment;
        self.places[self.leaves[tag].place] = commitment;
    }

    function prune(Model storage self, bytes32 tag) internal {
        self.places[self.leaves[tag].place] = 0;
        delete self.leaves[tag];
    }

    function refresh(Model storage self, bytes32 tag, uint256 dueDay, uint256 stretch) internal {
        (self.leaves[tag].dueDay, self.leaves[tag].stretch) = (dueDay, stretch);
    }

    /// @return clear Whether no leaf is due, as far as so many days show.
    function settle(
        Model storage self,
        bytes32[] storage tags,
        uint256 maxDays,
        uint256 today
    ) internal returns (bool clear) {
        uint256 day = self.clearUntil;
        while (day <= today && day < self.clearUntil + maxDays && dueOn(self, tags, day) == 0) ++day;
        self.clearUntil = day;
        return day > today;
    }

    /* QUESTIONS */

    function has(Model storage self, bytes32 tag) internal view returns (bool) {
        return self.leaves[tag].commitment != 0;
    }

    function isTaken(Model storage self, uint256 commitment) internal view returns (bool taken) {
        for (uint256 i; i < self.places.length; ++i) taken = taken || self.places[i] == commitment;
    }

    function count(Model storage self) internal view returns (uint256 members) {
        for (uint256 i; i < self.places.length; ++i) {
            if (self.places[i] != 0) ++members;
        }
    }

    function dueOn(Model storage self, bytes32[] storage tags, uint256 day) internal view returns (uint256 due) {
        for (uint256 i; i < tags.length; ++i) {
            if (has(self, tags[i]) && self.leaves[tags[i]].dueDay == day) ++due;
        }
    }
}
