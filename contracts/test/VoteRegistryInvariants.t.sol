// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {VoteRegistry} from "../src/VoteRegistry.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {RegistryTest} from "./RegistryTest.sol";
import {vm} from "./Vm.sol";

/// @notice Votes, recorders who err, and closings in any order; remembers what was recorded.
contract RecordingHandler is RegistryTest {
    uint256 public constant ROLL_SIZE = 600;

    uint256 public electionId;
    uint256 public nextSerial;
    bool public closed;
    uint256 public recordedAtClosing;
    uint256[] private _voters;
    bytes32[] public roots;

    function setUp() public override {
        super.setUp();
        electionId = createOpen(ROLL_SIZE);
    }

    /// @notice A batch of up to 20 voters from anywhere, which succeeds exactly if all of them are new.
    function recordSome(uint256 seed, uint256 size, uint256 wrongSerial) external {
        uint256[] memory voters = new uint256[](size % 20 + 1);
        bool good = !closed;
        for (uint256 i = 0; i < voters.length; ++i) {
            // One in some sixty stands outside the roll.
            voters[i] = uint256(keccak256(abi.encode(seed, i))) % (ROLL_SIZE + 10);
            good = good && voters[i] < ROLL_SIZE && !registry.hasVoted(electionId, voters[i]);
            for (uint256 j = 0; j < i; ++j) {
                good = good && voters[j] != voters[i];
            }
        }
        attempt(voters, good, wrongSerial);
    }

    /// @notice The next voters who have not voted, so that runs also get far into the roll.
    function recordNew(uint256 from, uint256 size, uint256 wrongSerial) external {
        uint256[] memory voters = new uint256[](size % 60 + 1);
        uint256 found = 0;
        for (uint256 i = 0; i < ROLL_SIZE && found < voters.length; ++i) {
            uint256 voter = (from % ROLL_SIZE + i) % ROLL_SIZE;
            if (!registry.hasVoted(electionId, voter)) voters[found++] = voter;
        }
        if (found == voters.length) attempt(voters, !closed, wrongSerial);
    }

    /// @notice Closes, rarely, with the right or the wrong number.
    function closeNow(uint256 chance, uint256 wrongNumber) external {
        if (chance % 24 != 0) return;
        bool wrong = wrongNumber % 4 == 0;
        uint256 ballots = wrong ? nextSerial + 1 : nextSerial;
        bytes32 boardHash = ballots == 0 ? bytes32(0) : BOARD_HASH;
        vm.prank(ELECTION_ADMIN);
        try registry.closeElection(electionId, ballots, boardHash) {
            assertTrue(!wrong && !closed, "closed with the wrong number, or twice");
            closed = true;
            recordedAtClosing = nextSerial;
        } catch {
            assertTrue(wrong || closed, "a right closing was refused");
        }
    }

    function votes() external view returns (VoteRegistry) {
        return registry;
    }

    /// @notice Who voted, by serial.
    function votersInOrder() external view returns (uint256[] memory) {
        return _voters;
    }

    function attempt(uint256[] memory voters, bool good, uint256 wrongSerial) private {
        uint256 serial = nextSerial;
        if (wrongSerial % 8 == 0) {
            good = false;
            serial = serial == 0 ? 1 : serial - 1;
        }
        bytes32[] memory hashes = hashesOf(voters);
        vm.prank(RECORDER);
        try registry.recordVoteBatch(electionId, serial, hashes, voters) returns (uint256 batchId) {
            assertTrue(good, "a bad batch was recorded");
            assertEq(batchId, roots.length + 1, "batch id");
            roots.push(MerkleTree.root(leavesOf(electionId, serial, voters)));
            for (uint256 i = 0; i < voters.length; ++i) {
                _voters.push(voters[i]);
            }
            nextSerial += voters.length;
        } catch {
            assertTrue(!good, "a good batch was refused");
        }
    }
}

contract VoteRegistryInvariantsTest is RegistryTest {
    RecordingHandler private handler;

    function setUp() public override {
        handler = new RecordingHandler();
        handler.setUp();
        registry = handler.votes();
    }

    /// @notice Read by forge: what it calls at random.
    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// @notice Read by forge: of that, these functions only.
    function targetSelectors() external view returns (Selectors[] memory targets) {
        targets = new Selectors[](1);
        targets[0].target = address(handler);
        targets[0].selectors = new bytes4[](3);
        targets[0].selectors[0] = RecordingHandler.recordSome.selector;
        targets[0].selectors[1] = RecordingHandler.recordNew.selector;
        targets[0].selectors[2] = RecordingHandler.closeNow.selector;
    }

    struct Selectors {
        address target;
        bytes4[] selectors;
    }

    function invariantRecordedIsTheNextSerialAndTheNumberOfBits() external view {
        uint256 bits = 0;
        uint256[4] memory bitmap = readBitmap();
        for (uint256 i = 0; i < bitmap.length; ++i) {
            for (uint256 word = bitmap[i]; word != 0; word &= word - 1) {
                ++bits;
            }
        }
        assertEq(registry.election(handler.electionId()).recorded, handler.nextSerial(), "recorded");
        assertEq(bits, handler.nextSerial(), "bits");
    }

    function invariantARecordedVoteNeverChanges() external view {
        uint256 id = handler.electionId();
        uint256 serial = 0;
        uint256 batches = registry.election(id).batches;
        for (uint256 batchId = 1; batchId <= batches; ++batchId) {
            VoteRegistry.Batch memory found = registry.batch(id, batchId);
            assertEq(found.root, handler.roots(batchId - 1), "root");
            assertEq(found.firstSerial, serial, "first serial");
            serial += found.count;
        }
        assertEq(serial, handler.nextSerial(), "batches hold every serial once");
        uint256[] memory voters = handler.votersInOrder();
        uint256[4] memory bitmap = readBitmap();
        for (uint256 i = 0; i < voters.length; ++i) {
            assertTrue(bitmap[voters[i] >> 8] & (1 << (voters[i] & 0xff)) != 0, "voter");
        }
    }

    function invariantNothingIsRecordedAfterClosing() external view {
        VoteRegistry.Election memory found = registry.election(handler.electionId());
        assertTrue(found.closed == handler.closed(), "closed");
        if (found.closed) assertEq(found.recorded, handler.recordedAtClosing(), "recorded");
    }

    /// @dev Straight from storage, beyond the end of the roll of 600: a thousand calls after each step take too long.
    function readBitmap() private view returns (uint256[4] memory bitmap) {
        bytes32 voted = keccak256(abi.encode(handler.electionId(), uint256(5)));
        for (uint256 i = 0; i < bitmap.length; ++i) {
            bitmap[i] = uint256(vm.load(address(registry), keccak256(abi.encode(i, voted))));
        }
    }
}
