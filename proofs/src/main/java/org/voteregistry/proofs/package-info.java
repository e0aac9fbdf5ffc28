/**
 * Merkle trees and, later, state proofs, QBFT headers and receipts; knows no Spring and no HTTP.
 */
package org.voteregistry.proofs;
