// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice Balances and delegates as they were from a moment on.
struct Page {
    uint48 from;
    uint256[] balances;
    uint256[] delegates; // by account: number of the delegate, from 1; 0 for none
}

/// @notice A token that votes, told as plainly as possible: a page for every moment at which anything moved.
library TokenModel {
    struct Model {
        Page[] pages;
    }

    function begin(Model storage self, uint256[] memory balances, uint48 now_) internal {
        self.pages.push(Page(now_, balances, new uint256[](balances.length)));
    }

    function transfer(Model storage self, uint256 from, uint256 to, uint256 amount, uint48 now_) internal {
        Page storage page = turn(self, now_);
        page.balances[from] -= amount;
        page.balances[to] += amount;
    }

    /// @param to Number from 1; 0 for nobody.
    function delegate(Model storage self, uint256 from, uint256 to, uint48 now_) internal {
        turn(self, now_).delegates[from] = to;
    }

    /// @notice Balances of all who had delegated to this account.
    function votesAt(Model storage self, uint256 who, uint256 timepoint) internal view returns (uint256 votes) {
        Page storage page = pageAt(self, timepoint);
        for (uint256 i; i < page.balances.length; ++i) {
            if (page.delegates[i] == who + 1) votes += page.balances[i];
        }
    }

    function last(Model storage self) internal view returns (Page storage) {
        return self.pages[self.pages.length - 1];
    }

    function pageAt(Model storage self, uint256 timepoint) private view returns (Page storage) {
        for (uint256 i = self.pages.length; i > 1; --i) {
            if (self.pages[i - 1].from <= timepoint) return self.pages[i - 1];
        }
        return self.pages[0];
    }

    function turn(Model storage self, uint48 now_) private returns (Page storage) {
        if (last(self).from != now_) {
            Page memory copy = last(self);
            copy.from = now_;
            self.pages.push(copy);
        }
        return last(self);
    }
}
