/** Command line for voters, auditors and operators; asks nodes, never the service. */
package org.voteregistry.client;
