/** The service, as a voter's machine talks to it. */
package org.voteregistry.client.backend;
