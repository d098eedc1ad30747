// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

/// @notice A governor and a token with the events, reads and states of GovernorBravo and of a token like COMP, written
/// anew for tests: no package has those that run on chain. Votes are kept by address; nothing here is safe.
contract BravoToken {
    event Transfer(address indexed from, address indexed to, uint256 amount);
    event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate);
    event DelegateVotesChanged(address indexed delegate, uint256 previousBalance, uint256 newBalance);

    string public constant symbol = "BRAVO";
    uint8 public constant decimals = 18;
    uint256 public constant totalSupply = 1000 ether;
    mapping(address account => uint256 amount) public balanceOf;
    mapping(address account => address delegate_) public delegates;
    mapping(address account => uint96 votes) public getCurrentVotes;

    constructor() {
        balanceOf[msg.sender] = totalSupply;
        emit Transfer(address(0), msg.sender, totalSupply);
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        emit Transfer(msg.sender, to, amount);
        _move(delegates[msg.sender], delegates[to], uint96(amount));
    }

    function delegate(address to) external {
        address from = delegates[msg.sender];
        delegates[msg.sender] = to;
        emit DelegateChanged(msg.sender, from, to);
        _move(from, to, uint96(balanceOf[msg.sender]));
    }

    function _move(address from, address to, uint96 amount) private {
        if (from == to || amount == 0) return;
        if (from != address(0)) {
            uint96 before = getCurrentVotes[from];
            getCurrentVotes[from] = before - amount;
            emit DelegateVotesChanged(from, before, before - amount);
        }
        if (to != address(0)) {
            uint96 before = getCurrentVotes[to];
            getCurrentVotes[to] = before + amount;
            emit DelegateVotesChanged(to, before, before + amount);
        }
    }
}

/// @notice What is queued lapses after a time.
contract BravoTimelock {
    uint256 public constant GRACE_PERIOD = 500;
}

contract Bravo {
    event ProposalCreated(
        uint256 id,
        address proposer,
        address[] targets,
        uint256[] values,
        string[] signatures,
        bytes[] calldatas,
        uint256 startBlock,
        uint256 endBlock,
        string description
    );
    event VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 votes, string reason);
    event ProposalCanceled(uint256 id);
    event ProposalQueued(uint256 id, uint256 eta);
    event ProposalExecuted(uint256 id);

    struct Proposal {
        uint256 id;
        address proposer;
        uint256 eta;
        uint256 startBlock;
        uint256 endBlock;
        uint256 forVotes;
        uint256 againstVotes;
        uint256 abstainVotes;
        bool canceled;
        bool executed;
    }

    enum State {
        Pending,
        Active,
        Canceled,
        Defeated,
        Succeeded,
        Queued,
        Expired,
        Executed
    }

    BravoToken public immutable comp;
    BravoTimelock public immutable timelock;
    uint256 public constant quorumVotes = 100 ether;
    uint256 public proposalCount;
    mapping(uint256 id => Proposal) public proposals;

    constructor(BravoToken comp_, BravoTimelock timelock_) {
        comp = comp_;
        timelock = timelock_;
    }

    function propose(
        address[] memory targets,
        uint256[] memory values,
        string[] memory signatures,
        bytes[] memory calldatas,
        string memory description
    ) external returns (uint256 id) {
        id = ++proposalCount;
        (uint256 start, uint256 end) = (block.number + 2, block.number + 8);
        proposals[id] = Proposal(id, msg.sender, 0, start, end, 0, 0, 0, false, false);
        emit ProposalCreated(id, msg.sender, targets, values, signatures, calldatas, start, end, description);
    }

    function castVoteWithReason(uint256 id, uint8 support, string calldata reason) external {
        require(state(id) == State.Active, "closed");
        uint96 votes = comp.getCurrentVotes(msg.sender);
        Proposal storage proposal = proposals[id];
        if (support == 0) proposal.againstVotes += votes;
        else if (support == 1) proposal.forVotes += votes;
        else proposal.abstainVotes += votes;
        emit VoteCast(msg.sender, id, support, votes, reason);
    }

    function queue(uint256 id) external {
        require(state(id) == State.Succeeded, "not passed");
        proposals[id].eta = block.timestamp + 100;
        emit ProposalQueued(id, proposals[id].eta);
    }

    function execute(uint256 id) external {
        require(state(id) == State.Queued, "not queued");
        proposals[id].executed = true;
        emit ProposalExecuted(id);
    }

    function cancel(uint256 id) external {
        proposals[id].canceled = true;
        emit ProposalCanceled(id);
    }

    function state(uint256 id) public view returns (State) {
        Proposal storage proposal = proposals[id];
        if (proposal.canceled) return State.Canceled;
        if (block.number <= proposal.startBlock) return State.Pending;
        if (block.number <= proposal.endBlock) return State.Active;
        if (proposal.forVotes <= proposal.againstVotes || proposal.forVotes < quorumVotes) return State.Defeated;
        if (proposal.eta == 0) return State.Succeeded;
        if (proposal.executed) return State.Executed;
        if (block.timestamp >= proposal.eta + timelock.GRACE_PERIOD()) return State.Expired;
        return State.Queued;
    }
}
