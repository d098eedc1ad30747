// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The last case about an iD.
struct Trial {
    uint32 number;
    bool byIssuer;
    bool appealed;
    bool closed; // by an act, or by the return of the iD
    uint48 openedAt;
    uint48 suspendedUntil; // as last set
    uint48 spent; // beginning of the standing in which an issuer opened a case
}

/// @notice `from <= t < to`.
struct Span {
    uint48 from;
    uint48 to;
}

/// @notice Cases and suspensions, told from the interface.
library CaseModel {
    struct Model {
        mapping(bytes32 tag => Trial) trials;
        mapping(bytes32 tag => Span[]) suspensions;
    }

    uint48 internal constant WINDOW = 14 days;
    uint48 internal constant DECISION = 60 days;
    uint48 internal constant SUSPENSION = 14 days;

    /* ACTS */

    /// @param standing Beginning of the iD's present standing.
    function open(
        Model storage self,
        bytes32 tag,
        bool byIssuer,
        bool suspended,
        uint48 standing,
        uint48 now_
    ) internal {
        Trial storage trial = self.trials[tag];
        ++trial.number;
        (trial.byIssuer, trial.appealed, trial.closed, trial.openedAt) = (byIssuer, false, false, now_);
        if (byIssuer) trial.spent = standing;
        if (!suspended) return;
        trial.suspendedUntil = now_ + SUSPENSION;
        self.suspensions[tag].push(Span(now_, now_ + SUSPENSION));
    }

    /// @notice The case is over, and so is the suspension.
    function close(Model storage self, bytes32 tag, uint48 now_) internal {
        Trial storage trial = self.trials[tag];
        trial.closed = true;
        if (trial.suspendedUntil <= now_) return;
        trial.suspendedUntil = now_;
        Span[] storage list = self.suspensions[tag];
        list[list.length - 1].to = now_;
    }

    /* QUESTIONS */

    /// @notice Whether there is a case that was neither closed nor lapsed. It is pending while the iD stands.
    function isOpen(Model storage self, bytes32 tag, uint48 now_) internal view returns (bool) {
        Trial storage trial = self.trials[tag];
        return trial.number != 0 && !trial.closed && now_ < trial.openedAt + WINDOW + DECISION;
    }

    /// @notice Whether the time to appeal has run.
    function isHeard(Model storage self, bytes32 tag, uint48 now_) internal view returns (bool) {
        return now_ >= self.trials[tag].openedAt + WINDOW;
    }

    function isSuspendedAt(Model storage self, bytes32 tag, uint256 timepoint) internal view returns (bool) {
        Span[] storage list = self.suspensions[tag];
        for (uint256 i = list.length; i > 0; --i) {
            if (list[i - 1].from <= timepoint && timepoint < list[i - 1].to) return true;
        }
        return false;
    }
}
