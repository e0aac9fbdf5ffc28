/**
 * The whole system on one machine: a network and the backend in front of it, started, watched and
 * ended together. The scripts {@code up}, {@code down}, {@code status} and {@code new-network} call
 * {@link org.voteregistry.network.system.Launcher}.
 */
package org.voteregistry.network.system;
