// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {GenesisAdmin} from "./GenesisAdmin.sol";

/// @title Anchors for other services' Merkle roots
/// @notice Keeps one root per batch id, for good. What the root stands for is the service's affair.
contract AnchorRegistry is AccessControl {
    /// @notice May anchor. Gas is free on these networks, so this role is the only fence.
    bytes32 public constant ANCHOR_ROLE = keccak256("ANCHOR_ROLE");

    /// @notice What is kept of an anchor.
    /// @param root Merkle root, 32 bytes, as the service gave it
    /// @param count number of leaves, as the service gave it
    /// @param anchoredAt block time, Unix seconds
    /// @param blockNumber block that holds the anchor
    struct Anchor {
        bytes32 root;
        uint128 count;
        uint64 anchoredAt;
        uint64 blockNumber;
    }

    /// @notice A root was anchored.
    /// @param batchId the service's own id of the batch
    /// @param root Merkle root
    /// @param count number of leaves
    /// @param anchoredBy account that anchored
    event Anchored(bytes32 indexed batchId, bytes32 indexed root, uint256 count, address indexed anchoredBy);

    /// @notice This id has an anchor already; it can not be changed.
    error AlreadyAnchored(bytes32 batchId);
    /// @notice An id of zero is refused.
    error EmptyBatchId();
    /// @notice A root of zero is refused.
    error EmptyRoot(bytes32 batchId);
    /// @notice The number of leaves is zero or does not fit 128 bits.
    error CountOutOfRange(uint256 count);
    /// @notice There is no anchor of this id.
    error UnknownAnchor(bytes32 batchId);

    mapping(bytes32 batchId => Anchor) private _anchors;

    /// @notice Grants the administrator's role to whom the genesis names.
    constructor() {
        _grantRole(DEFAULT_ADMIN_ROLE, GenesisAdmin.read());
    }

    /// @notice Anchors a root under an id that has none yet.
    function anchor(bytes32 batchId, bytes32 root, uint256 count) external onlyRole(ANCHOR_ROLE) {
        if (batchId == 0) revert EmptyBatchId();
        if (root == 0) revert EmptyRoot(batchId);
        if (count == 0 || count > type(uint128).max) revert CountOutOfRange(count);
        if (_anchors[batchId].root != 0) revert AlreadyAnchored(batchId);

        // forge-lint: disable-next-line(unsafe-typecast) -- the range was checked above
        _anchors[batchId] = Anchor(root, uint128(count), uint64(block.timestamp), uint64(block.number));
        emit Anchored(batchId, root, count, msg.sender);
    }

    /// @notice The anchor of an id; reverts with {UnknownAnchor} where there is none.
    function anchorOf(bytes32 batchId) external view returns (Anchor memory) {
        Anchor memory found = _anchors[batchId];
        if (found.root == 0) revert UnknownAnchor(batchId);
        return found;
    }

    /// @notice Whether an id has an anchor.
    function isAnchored(bytes32 batchId) external view returns (bool) {
        return _anchors[batchId].root != 0;
    }
}
