// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

/// @title Merkle root of a batch
/// @notice Pairs are sorted before hashing and an odd node moves up unpaired, so OpenZeppelin's `MerkleProof`
///         verifies paths to the root. Leaves must be hashes of something other than 64 bytes (here: twice hashed),
///         or an inner node could be presented as a leaf.
library BatchRoot {
    /// @notice The root over leaves in order; one leaf is its own root.
    /// @dev Works in place and destroys the leaves. Costs about 110 gas a leaf. Must not be empty: the root of nothing
    ///      would be read from beyond the array.
    function ofLeaves(bytes32[] memory leaves) internal pure returns (bytes32 root) {
        assembly ("memory-safe") {
            let start := add(leaves, 0x20)
            let size := shl(5, mload(leaves))
            for {} gt(size, 0x20) {} {
                let end := add(start, size)
                let into := start
                let from := start
                for { let last := sub(end, 0x20) } lt(from, last) {} {
                    let left := mload(from)
                    let right := mload(add(from, 0x20))
                    // The smaller one goes to 0x00.
                    let place := shl(5, gt(left, right))
                    mstore(place, left)
                    mstore(xor(place, 0x20), right)
                    mstore(into, keccak256(0x00, 0x40))
                    into := add(into, 0x20)
                    from := add(from, 0x40)
                }
                if lt(from, end) {
                    mstore(into, mload(from))
                    into := add(into, 0x20)
                }
                size := sub(into, start)
            }
            root := mload(start)
        }
    }
}
