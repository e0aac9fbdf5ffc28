/** Shows and measures running systems from the outside. */
package org.voteregistry.bench;
