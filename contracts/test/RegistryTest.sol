// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {VoteRegistry} from "../src/VoteRegistry.sol";
import {Assertions} from "./Assertions.sol";
import {MerkleTree} from "./MerkleTree.sol";
import {vm} from "./Vm.sol";

/// @notice A registry with its three accounts, and shorthands to fill it.
abstract contract RegistryTest is Assertions {
    address internal constant GENESIS_ACCOUNT = address(0x5652);
    address internal constant ADMIN = address(0xAD);
    address internal constant ELECTION_ADMIN = address(0xEA);
    address internal constant RECORDER = address(0x4E);
    address internal constant STRANGER = address(0x57);

    bytes32 internal constant MANIFEST_HASH = keccak256("manifest");
    bytes32 internal constant ROLL_HASH = keccak256("roll");
    bytes32 internal constant BOARD_HASH = keccak256("board");
    bytes32 internal constant RESULT_HASH = keccak256("result");

    uint256 internal constant CREATED_AT = 1_800_000_000;
    uint256 internal constant OPENS_AT = CREATED_AT + 1 hours;
    uint256 internal constant CLOSES_AT = OPENS_AT + 7 days;
    uint256 internal constant RECORDING_ENDS_AT = CLOSES_AT + 1 days;

    VoteRegistry internal registry;

    function setUp() public virtual {
        vm.warp(CREATED_AT);
        vm.roll(1_000);
        nameGenesisAdmin(ADMIN);
        registry = new VoteRegistry();
        // Read before the prank, which the next call would use up.
        bytes32 electionAdmin = registry.ELECTION_ADMIN_ROLE();
        bytes32 recorder = registry.RECORDER_ROLE();
        vm.prank(ADMIN);
        registry.grantRole(electionAdmin, ELECTION_ADMIN);
        vm.prank(ADMIN);
        registry.grantRole(recorder, RECORDER);
    }

    function nameGenesisAdmin(address admin) internal {
        vm.etch(GENESIS_ACCOUNT, abi.encodePacked(hex"00", admin));
    }

    function create(uint256 rollSize) internal returns (uint256 electionId) {
        vm.prank(ELECTION_ADMIN);
        return registry.createElection(MANIFEST_HASH, ROLL_HASH, rollSize, OPENS_AT, CLOSES_AT, RECORDING_ENDS_AT);
    }

    function createOpen(uint256 rollSize) internal returns (uint256 electionId) {
        electionId = create(rollSize);
        vm.warp(OPENS_AT);
    }

    function record(uint256 electionId, uint256 serial, uint256 voterIndex) internal returns (uint256 batchId) {
        vm.prank(RECORDER);
        return registry.recordVote(electionId, serial, hashOf(voterIndex), voterIndex);
    }

    function recordBatch(uint256 electionId, uint256 firstSerial, uint256[] memory voterIndices)
        internal
        returns (uint256 batchId)
    {
        bytes32[] memory hashes = hashesOf(voterIndices);
        vm.prank(RECORDER);
        return registry.recordVoteBatch(electionId, firstSerial, hashes, voterIndices);
    }

    function close(uint256 electionId, uint256 ballots) internal {
        vm.prank(ELECTION_ADMIN);
        registry.closeElection(electionId, ballots, ballots == 0 ? bytes32(0) : BOARD_HASH);
    }

    /// @dev The hash of the ballot of a voter: any 32 bytes other than zero do.
    function hashOf(uint256 voterIndex) internal pure returns (bytes32) {
        return keccak256(abi.encode("ballot", voterIndex));
    }

    function hashesOf(uint256[] memory voterIndices) internal pure returns (bytes32[] memory hashes) {
        hashes = new bytes32[](voterIndices.length);
        for (uint256 i = 0; i < hashes.length; ++i) {
            hashes[i] = hashOf(voterIndices[i]);
        }
    }

    /// @dev first, first + step, first + 2 step …
    function indices(uint256 first, uint256 count, uint256 step) internal pure returns (uint256[] memory all) {
        all = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            all[i] = first + i * step;
        }
    }

    function indices(uint256 a, uint256 b) internal pure returns (uint256[] memory both) {
        both = new uint256[](2);
        (both[0], both[1]) = (a, b);
    }

    function leavesOf(uint256 electionId, uint256 firstSerial, uint256[] memory voterIndices)
        internal
        pure
        returns (bytes32[] memory leaves)
    {
        leaves = new bytes32[](voterIndices.length);
        for (uint256 i = 0; i < leaves.length; ++i) {
            leaves[i] = MerkleTree.leaf(electionId, firstSerial + i, voterIndices[i], hashOf(voterIndices[i]));
        }
    }

    /// @dev The next call must revert with exactly this error.
    function expectError(bytes memory encoded) internal {
        vm.expectRevert(encoded);
    }

    /// @dev The next event of the registry must equal the one that the test emits next, field by field.
    function expectEvent() internal {
        vm.expectEmit(true, true, true, true, address(registry));
    }
}
