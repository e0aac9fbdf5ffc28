// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {BatchRoot} from "./BatchRoot.sol";
import {GenesisAdmin} from "./GenesisAdmin.sol";

/// @title The public bulletin board of elections
/// @notice Records which ballots were cast: for each its hash and the voter's position in the roll, in serial order.
///
///         - Exactly once: a batch must begin at the number recorded so far, so a batch sent twice reverts.
///         - One voter, one vote: a bitmap over the roll; an index twice, or outside the roll, reverts.
///         - Data on chain: the contract builds each batch's Merkle root itself from the calldata, so a root without
///           its leaves cannot exist.
///         - All or nothing: a batch with one bad entry records none.
///
///         Times are Unix seconds. Hashes of manifest, roll, board, result and ballots are SHA-256, 32 bytes.
///
/// @dev Storage that proofs of state (eth_getProof) rely on, beside OpenZeppelin's `_roles` (slot 0) and `_paused`
///      (slot 1): `electionCount` at slot 2; `_elections` at slot 3; `_batches` at slot 4: the root of a batch stands
///      at keccak256(abi.encode(batchId, keccak256(abi.encode(electionId, 4)))), the rest of the batch one slot
///      further; `_voted` at slot 5: 256 bits a word, word i at keccak256(abi.encode(i, keccak256(abi.encode(electionId, 5)))).
contract VoteRegistry is AccessControl, Pausable {
    /// @notice May create and close elections and publish results.
    bytes32 public constant ELECTION_ADMIN_ROLE = keccak256("ELECTION_ADMIN_ROLE");
    /// @notice May record votes. Gas is free on these networks, so roles are the only fence.
    bytes32 public constant RECORDER_ROLE = keccak256("RECORDER_ROLE");

    /// @notice What the chain knows of an election.
    /// @param manifestHash hash of the frozen setup
    /// @param rollHash hash of the roll of public credentials
    /// @param boardHash last link of the board chain, fixed at closing; zero before, and for an empty board
    /// @param resultHash hash of the published result; zero before
    /// @param rollSize number of public credentials: voter indices are below it
    /// @param recorded number of votes recorded, which is the next serial
    /// @param batches number of batches recorded; batch ids are 1 to `batches`
    /// @param opensAt from when votes can be recorded
    /// @param closesAt until when voters cast; for readers, the contract does not judge by it
    /// @param recordingEndsAt until when votes can be recorded, inclusive
    /// @param closed whether the number of ballots is final
    struct Election {
        bytes32 manifestHash;
        bytes32 rollHash;
        bytes32 boardHash;
        bytes32 resultHash;
        // The rest shares one slot, so that recording reads and writes one word.
        uint32 rollSize;
        uint32 recorded;
        uint32 batches;
        uint40 opensAt;
        uint40 closesAt;
        uint40 recordingEndsAt;
        bool closed;
    }

    /// @notice What the chain knows of a batch.
    /// @param root Merkle root of its votes, see {verifyVote}
    /// @param firstSerial serial of its first vote
    /// @param count number of its votes
    /// @param recordedAt block time
    /// @param blockNumber block that holds its events
    struct Batch {
        bytes32 root;
        uint32 firstSerial;
        uint32 count;
        uint64 recordedAt;
        uint64 blockNumber;
    }

    /// @dev A vote as its leaf's preimage has it: laid out in memory as `abi.encode` would.
    struct Vote {
        uint256 electionId;
        uint256 serial;
        uint256 voterIndex;
        bytes32 voteHash;
    }

    /// @notice An election can be recorded from now on. Ids are 1, 2, 3 …
    event ElectionCreated(
        uint256 indexed electionId,
        bytes32 indexed manifestHash,
        bytes32 rollHash,
        uint256 rollSize,
        uint256 opensAt,
        uint256 closesAt,
        uint256 recordingEndsAt
    );
    /// @notice A vote is on the board.
    event VoteRecorded(uint256 indexed electionId, bytes32 indexed voteHash, uint256 serial, uint256 voterIndex);
    /// @notice A batch is on the board; comes after the {VoteRecorded} of its votes.
    event BatchRecorded(
        uint256 indexed electionId, uint256 indexed batchId, bytes32 root, uint256 firstSerial, uint256 count
    );
    /// @notice The number of ballots is final.
    event ElectionClosed(uint256 indexed electionId, uint256 ballots, bytes32 boardHash);
    /// @notice The result is published.
    event ResultPublished(uint256 indexed electionId, bytes32 resultHash, uint256[] counts);

    /// @notice There is no election of this id.
    error UnknownElection(uint256 electionId);
    /// @notice There is no batch of this id in the election.
    error UnknownBatch(uint256 electionId, uint256 batchId);
    /// @notice The manifest's hash is zero.
    error EmptyManifestHash();
    /// @notice The roll's hash is zero.
    error EmptyRollHash();
    /// @notice The roll is empty or does not fit 32 bits.
    error RollSizeOutOfRange(uint256 rollSize);
    /// @notice Hours must be opensAt < closesAt <= recordingEndsAt < 2^40, and recording must end in the future.
    error InvalidHours(uint256 opensAt, uint256 closesAt, uint256 recordingEndsAt);
    /// @notice Votes can be recorded from `opensAt`; it is `nowAt`.
    error RecordingNotStarted(uint256 electionId, uint256 opensAt, uint256 nowAt);
    /// @notice Votes could be recorded until `recordingEndsAt`; it is `nowAt`.
    error RecordingEnded(uint256 electionId, uint256 recordingEndsAt, uint256 nowAt);
    /// @notice The election is closed: nothing can be recorded, and it can not be closed again.
    error ElectionIsClosed(uint256 electionId);
    /// @notice The election is not closed yet.
    error ElectionNotClosed(uint256 electionId);
    /// @notice The batch must begin at `expected`, the number recorded so far.
    error SerialMismatch(uint256 electionId, uint256 expected, uint256 firstSerial);
    /// @notice A batch holds at least one vote.
    error EmptyBatch(uint256 electionId);
    /// @notice There must be as many voter indices as vote hashes.
    error LengthMismatch(uint256 voteHashes, uint256 voterIndices);
    /// @notice The roll has `rollSize` voters; `voterIndex` is outside.
    error NotOnRoll(uint256 electionId, uint256 voterIndex, uint256 rollSize);
    /// @notice This voter's vote is recorded already, or stands in the batch twice.
    error AlreadyVoted(uint256 electionId, uint256 voterIndex);
    /// @notice A vote hash of zero is refused.
    error EmptyVoteHash(uint256 electionId, uint256 voterIndex);
    /// @notice `recorded` votes are recorded, not `ballots`.
    error BallotCountMismatch(uint256 electionId, uint256 recorded, uint256 ballots);
    /// @notice The board hash must be zero exactly where the board is empty.
    error InvalidBoardHash(uint256 electionId);
    /// @notice The result's hash is zero.
    error EmptyResultHash(uint256 electionId);
    /// @notice The result is published already.
    error ResultAlreadyPublished(uint256 electionId);

    /// @dev `VoteRecorded.selector`, spelt out because assembly takes no expression.
    bytes32 private constant VOTE_RECORDED_TOPIC = 0x7514307a0c10cfea71d8102bc492e0e1354f83e5c45284641e1869efa3983241;

    /// @notice Number of elections created; ids are 1 to `electionCount`.
    uint256 public electionCount;

    mapping(uint256 electionId => Election) private _elections;
    mapping(uint256 electionId => mapping(uint256 batchId => Batch)) private _batches;
    mapping(uint256 electionId => mapping(uint256 word => uint256)) private _voted;

    /// @notice Grants the administrator's role to whom the genesis names.
    constructor() {
        _grantRole(DEFAULT_ADMIN_ROLE, GenesisAdmin.read());
    }

    /// @notice Stops creating and recording; reading, closing and publishing go on.
    function pause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _pause();
    }

    /// @notice Lets creating and recording go on.
    function unpause() external onlyRole(DEFAULT_ADMIN_ROLE) {
        _unpause();
    }

    /// @notice Creates an election; its setup never changes afterwards.
    /// @return electionId the next id
    function createElection(
        bytes32 manifestHash,
        bytes32 rollHash,
        uint256 rollSize,
        uint256 opensAt,
        uint256 closesAt,
        uint256 recordingEndsAt
    ) external onlyRole(ELECTION_ADMIN_ROLE) whenNotPaused returns (uint256 electionId) {
        if (manifestHash == 0) revert EmptyManifestHash();
        if (rollHash == 0) revert EmptyRollHash();
        if (rollSize == 0 || rollSize > type(uint32).max) revert RollSizeOutOfRange(rollSize);
        if (
            opensAt >= closesAt || closesAt > recordingEndsAt || recordingEndsAt > type(uint40).max
                || recordingEndsAt <= block.timestamp
        ) revert InvalidHours(opensAt, closesAt, recordingEndsAt);

        electionId = ++electionCount;
        Election storage created = _elections[electionId];
        created.manifestHash = manifestHash;
        created.rollHash = rollHash;
        // The ranges were checked above.
        created.rollSize = uint32(rollSize);
        created.opensAt = uint40(opensAt);
        created.closesAt = uint40(closesAt);
        created.recordingEndsAt = uint40(recordingEndsAt);
        emit ElectionCreated(electionId, manifestHash, rollHash, rollSize, opensAt, closesAt, recordingEndsAt);
    }

    /// @notice Records one vote, as a batch of one.
    /// @param serial must be the number recorded so far
    /// @return batchId id of the batch
    function recordVote(uint256 electionId, uint256 serial, bytes32 voteHash, uint256 voterIndex)
        external
        onlyRole(RECORDER_ROLE)
        whenNotPaused
        returns (uint256 batchId)
    {
        uint256 rollSize = _checkRecording(electionId, serial);
        mapping(uint256 word => uint256) storage voted = _voted[electionId];
        uint256 bits = voted[voterIndex >> 8];
        uint256 bit = 1 << (voterIndex & 0xff);
        if (voterIndex >= rollSize || voteHash == 0 || bits & bit != 0) {
            _refuse(electionId, rollSize, voteHash, voterIndex);
        }
        voted[voterIndex >> 8] = bits | bit;
        emit VoteRecorded(electionId, voteHash, serial, voterIndex);
        return _storeBatch(electionId, serial, 1, _leaf(electionId, serial, voterIndex, voteHash));
    }

    /// @notice Records consecutive serials in one transaction, all or none.
    /// @param firstSerial must be the number recorded so far
    /// @param voteHashes hashes of the ballots, in serial order
    /// @param voterIndices the voters' positions in the roll, as many as hashes
    /// @return batchId id of the batch
    function recordVoteBatch(
        uint256 electionId,
        uint256 firstSerial,
        bytes32[] calldata voteHashes,
        uint256[] calldata voterIndices
    ) external onlyRole(RECORDER_ROLE) whenNotPaused returns (uint256 batchId) {
        uint256 count = voteHashes.length;
        if (count != voterIndices.length) revert LengthMismatch(count, voterIndices.length);
        if (count == 0) revert EmptyBatch(electionId);
        uint256 rollSize = _checkRecording(electionId, firstSerial);

        bytes32[] memory leaves = _recordVotes(Vote(electionId, firstSerial, 0, 0), rollSize, voteHashes, voterIndices);
        return _storeBatch(electionId, firstSerial, count, BatchRoot.ofLeaves(leaves));
    }

    /// @notice Makes the number of ballots and the board's hash final. An election may be closed early.
    /// @param ballots must be the number recorded, so that a closing that races with a recording reverts
    /// @param boardHash last link of the board chain; zero for an empty board
    function closeElection(uint256 electionId, uint256 ballots, bytes32 boardHash)
        external
        onlyRole(ELECTION_ADMIN_ROLE)
    {
        Election storage closing = _existing(electionId);
        if (closing.closed) revert ElectionIsClosed(electionId);
        if (closing.recorded != ballots) {
            revert BallotCountMismatch(electionId, closing.recorded, ballots);
        }
        if ((ballots == 0) != (boardHash == 0)) revert InvalidBoardHash(electionId);
        closing.closed = true;
        closing.boardHash = boardHash;
        emit ElectionClosed(electionId, ballots, boardHash);
    }

    /// @notice Publishes the result of a closed election, once.
    /// @param resultHash hash of the result document
    /// @param counts the counts, in the order of the manifest's questions and answers
    function publishResult(uint256 electionId, bytes32 resultHash, uint256[] calldata counts)
        external
        onlyRole(ELECTION_ADMIN_ROLE)
    {
        Election storage publishing = _existing(electionId);
        if (!publishing.closed) revert ElectionNotClosed(electionId);
        if (publishing.resultHash != 0) revert ResultAlreadyPublished(electionId);
        if (resultHash == 0) revert EmptyResultHash(electionId);
        publishing.resultHash = resultHash;
        emit ResultPublished(electionId, resultHash, counts);
    }

    /// @notice Whether a vote stands in a batch: the leaf is
    ///         keccak256(keccak256(abi.encode(electionId, serial, voterIndex, voteHash))), pairs are sorted, an odd
    ///         node moves up unpaired.
    /// @param proof siblings from the leaf to below the root
    /// @return false as well for a batch that does not exist and a serial outside of it
    function verifyVote(
        uint256 electionId,
        uint256 batchId,
        uint256 serial,
        uint256 voterIndex,
        bytes32 voteHash,
        bytes32[] calldata proof
    ) external view returns (bool) {
        Batch storage found = _batches[electionId][batchId];
        if (serial < found.firstSerial || serial >= uint256(found.firstSerial) + found.count) return false;
        return MerkleProof.verifyCalldata(proof, found.root, _leaf(electionId, serial, voterIndex, voteHash));
    }

    /// @notice An election; reverts with {UnknownElection} where there is none.
    function election(uint256 electionId) external view returns (Election memory) {
        return _existing(electionId);
    }

    /// @notice A batch; reverts with {UnknownBatch} where there is none.
    function batch(uint256 electionId, uint256 batchId) external view returns (Batch memory) {
        Batch memory found = _batches[electionId][batchId];
        if (found.count == 0) revert UnknownBatch(electionId, batchId);
        return found;
    }

    /// @notice Whether a vote of this voter is recorded; false for an index outside the roll.
    function hasVoted(uint256 electionId, uint256 voterIndex) external view returns (bool) {
        return _voted[electionId][voterIndex >> 8] & (1 << (voterIndex & 0xff)) != 0;
    }

    function _existing(uint256 electionId) private view returns (Election storage found) {
        found = _elections[electionId];
        if (found.rollSize == 0) revert UnknownElection(electionId);
    }

    function _checkRecording(uint256 electionId, uint256 firstSerial) private view returns (uint256) {
        Election storage recording = _existing(electionId);
        if (recording.closed) revert ElectionIsClosed(electionId);
        if (block.timestamp < recording.opensAt) {
            revert RecordingNotStarted(electionId, recording.opensAt, block.timestamp);
        }
        if (block.timestamp > recording.recordingEndsAt) {
            revert RecordingEnded(electionId, recording.recordingEndsAt, block.timestamp);
        }
        if (firstSerial != recording.recorded) {
            revert SerialMismatch(electionId, recording.recorded, firstSerial);
        }
        return recording.rollSize;
    }

    /// @dev Sets the voters' bits, emits {VoteRecorded} for each, and gives their leaves. Both arrays have the same
    ///      length, at least 1. This is where the gas goes, hence the assembly: about 2,800 of what a vote costs here
    ///      are the protocol's price for its calldata (some 660), its event (2,012) and its hashes (some 130).
    /// @param vote the election and the serial of the first vote; the rest is filled in here
    function _recordVotes(
        Vote memory vote,
        uint256 rollSize,
        bytes32[] calldata voteHashes,
        uint256[] calldata voterIndices
    ) private returns (bytes32[] memory leaves) {
        leaves = new bytes32[](voteHashes.length);
        uint256 entry = 0; // byte offset into the three arrays
        mapping(uint256 word => uint256) storage voted = _voted[vote.electionId];
        assembly ("memory-safe") {
            // Where a word of the bitmap is stored: keccak256(word, slot of the mapping).
            function slotOf(word, mappingSlot) -> slot {
                mstore(0x00, word)
                mstore(0x20, mappingSlot)
                slot := keccak256(0x00, 0x40)
            }
            function bitOf(voterIndex) -> bit {
                bit := shl(and(voterIndex, 0xff), 1)
            }
            // In memory the vote is its leaf's preimage, and the second and third word of it are the event's data.
            function append(preimage, voterIndex, voteHash) -> leaf {
                mstore(add(preimage, 0x40), voterIndex)
                mstore(add(preimage, 0x60), voteHash)
                log3(add(preimage, 0x20), 0x40, VOTE_RECORDED_TOPIC, mload(preimage), voteHash)
                mstore(0x00, keccak256(preimage, 0x80))
                leaf := keccak256(0x00, 0x20)
                mstore(add(preimage, 0x20), add(mload(add(preimage, 0x20)), 1))
            }
            // Neighbours in the roll share a word of the bitmap: it is read and written once for a run of them.
            let word := shr(8, calldataload(voterIndices.offset))
            let bits := sload(slotOf(word, voted.slot))
            for {} lt(entry, shl(5, voteHashes.length)) { entry := add(entry, 0x20) } {
                let voterIndex := calldataload(add(voterIndices.offset, entry))
                let voteHash := calldataload(add(voteHashes.offset, entry))
                if xor(shr(8, voterIndex), word) {
                    sstore(slotOf(word, voted.slot), bits)
                    word := shr(8, voterIndex)
                    bits := sload(slotOf(word, voted.slot))
                }
                // A bad entry ends the loop early; which of the three it is, is found out below.
                if or(or(iszero(lt(voterIndex, rollSize)), iszero(voteHash)), and(bits, bitOf(voterIndex))) {
                    break
                }
                bits := or(bits, bitOf(voterIndex))
                mstore(add(add(leaves, 0x20), entry), append(vote, voterIndex, voteHash))
            }
            sstore(slotOf(word, voted.slot), bits)
        }
        uint256 recorded = entry >> 5;
        if (recorded != voteHashes.length) {
            _refuse(vote.electionId, rollSize, voteHashes[recorded], voterIndices[recorded]);
        }
    }

    /// @dev A vote's leaf. Hashed twice, so that no inner node can be presented as a leaf.
    function _leaf(uint256 electionId, uint256 serial, uint256 voterIndex, bytes32 voteHash)
        private
        pure
        returns (bytes32)
    {
        return keccak256(bytes.concat(keccak256(abi.encode(electionId, serial, voterIndex, voteHash))));
    }

    /// @dev Reverts for an entry that {_recordVotes} or {recordVote} found bad.
    function _refuse(uint256 electionId, uint256 rollSize, bytes32 voteHash, uint256 voterIndex) private pure {
        if (voterIndex >= rollSize) revert NotOnRoll(electionId, voterIndex, rollSize);
        if (voteHash == 0) revert EmptyVoteHash(electionId, voterIndex);
        revert AlreadyVoted(electionId, voterIndex);
    }

    function _storeBatch(uint256 electionId, uint256 firstSerial, uint256 count, bytes32 root)
        private
        returns (uint256 batchId)
    {
        Election storage recording = _elections[electionId];
        batchId = uint256(recording.batches) + 1;
        // Each vote sets a bit below rollSize, a uint32, so neither sum can overflow.
        recording.batches = uint32(batchId);
        recording.recorded = uint32(firstSerial + count);
        _batches[electionId][batchId] =
            Batch(root, uint32(firstSerial), uint32(count), uint64(block.timestamp), uint64(block.number));
        emit BatchRecorded(electionId, batchId, root, firstSerial, count);
    }
}
