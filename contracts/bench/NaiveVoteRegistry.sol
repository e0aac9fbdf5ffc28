// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title The design that VoteRegistry replaces, kept to be measured against
/// @notice Everything in storage, one struct with strings per vote. Never deployed outside benchmarks.
contract NaiveVoteRegistry {
    struct Vote {
        bytes32 voteHash;
        uint256 electionId;
        uint256 timestamp;
        string voteReference;
        bool exists;
    }

    mapping(string voteReference => Vote) public votes;
    string[] public references;
    uint256 public voteCount;

    event VoteRecorded(bytes32 indexed voteHash, uint256 indexed electionId, string voteReference, uint256 timestamp);

    error AlreadyRecorded(string voteReference);

    /// @notice Records one vote.
    function recordVote(bytes32 voteHash, uint256 electionId, string calldata voteReference) external {
        _record(voteHash, electionId, voteReference);
    }

    /// @notice Records many, each as {recordVote} would.
    function recordVotes(bytes32[] calldata voteHashes, uint256 electionId, string[] calldata voteReferences)
        external
    {
        for (uint256 i = 0; i < voteHashes.length; ++i) {
            _record(voteHashes[i], electionId, voteReferences[i]);
        }
    }

    function _record(bytes32 voteHash, uint256 electionId, string calldata voteReference) private {
        if (votes[voteReference].exists) revert AlreadyRecorded(voteReference);
        votes[voteReference] = Vote(voteHash, electionId, block.timestamp, voteReference, true);
        references.push(voteReference);
        voteCount++;
        emit VoteRecorded(voteHash, electionId, voteReference, block.timestamp);
    }
}
