// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.37;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {AnchorRegistry} from "../src/AnchorRegistry.sol";
import {RegistryTest} from "./RegistryTest.sol";
import {vm} from "./Vm.sol";

contract AnchorRegistryTest is RegistryTest {
    bytes32 private constant BATCH_ID = keccak256("batch");
    bytes32 private constant ROOT = keccak256("root");
    address private constant SERVICE = address(0x5E);

    AnchorRegistry private anchors;

    function setUp() public override {
        super.setUp();
        anchors = new AnchorRegistry();
        bytes32 role = anchors.ANCHOR_ROLE();
        vm.prank(ADMIN);
        anchors.grantRole(role, SERVICE);
    }

    function testAnchorsARootWithAllItsFields() external {
        vm.expectEmit(true, true, true, true, address(anchors));
        emit AnchorRegistry.Anchored(BATCH_ID, ROOT, 42, SERVICE);
        anchor(BATCH_ID, ROOT, 42);
        AnchorRegistry.Anchor memory found = anchors.anchorOf(BATCH_ID);
        assertEq(found.root, ROOT, "root");
        assertEq(found.count, 42, "count");
        assertEq(found.anchoredAt, block.timestamp, "anchoredAt");
        assertEq(found.blockNumber, block.number, "blockNumber");
        assertTrue(anchors.isAnchored(BATCH_ID), "anchored");
    }

    function testTakesTheLargestCount() external {
        anchor(BATCH_ID, ROOT, type(uint128).max);
        assertEq(anchors.anchorOf(BATCH_ID).count, type(uint128).max, "count");
    }

    function testNeverChangesAnAnchor() external {
        anchor(BATCH_ID, ROOT, 42);
        expectError(abi.encodeWithSelector(AnchorRegistry.AlreadyAnchored.selector, BATCH_ID));
        anchor(BATCH_ID, keccak256("another"), 43);
        assertEq(anchors.anchorOf(BATCH_ID).root, ROOT, "root");
    }

    function testKnowsNoAnchorThatWasNotMade() external {
        anchor(BATCH_ID, ROOT, 42);
        bytes32 other = keccak256("other");
        assertTrue(!anchors.isAnchored(other), "anchored");
        expectError(abi.encodeWithSelector(AnchorRegistry.UnknownAnchor.selector, other));
        anchors.anchorOf(other);
    }

    function testRefusesAnEmptyBatchId() external {
        expectError(abi.encodeWithSelector(AnchorRegistry.EmptyBatchId.selector));
        anchor(0, ROOT, 42);
    }

    function testRefusesAnEmptyRoot() external {
        expectError(abi.encodeWithSelector(AnchorRegistry.EmptyRoot.selector, BATCH_ID));
        anchor(BATCH_ID, 0, 42);
    }

    function testRefusesACountOfZeroOrBeyond128Bits() external {
        expectError(abi.encodeWithSelector(AnchorRegistry.CountOutOfRange.selector, 0));
        anchor(BATCH_ID, ROOT, 0);
        expectError(abi.encodeWithSelector(AnchorRegistry.CountOutOfRange.selector, 1 << 128));
        anchor(BATCH_ID, ROOT, 1 << 128);
    }

    function testOnlyAnchoringServicesAnchor() external {
        bytes32 role = anchors.ANCHOR_ROLE();
        address[2] memory others = [ADMIN, STRANGER];
        for (uint256 i = 0; i < others.length; ++i) {
            expectError(
                abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, others[i], role)
            );
            vm.prank(others[i]);
            anchors.anchor(BATCH_ID, ROOT, 42);
        }
    }

    function anchor(bytes32 batchId, bytes32 root, uint256 count) private {
        vm.prank(SERVICE);
        anchors.anchor(batchId, root, count);
    }
}
