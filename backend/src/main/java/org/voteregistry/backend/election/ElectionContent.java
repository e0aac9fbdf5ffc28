package org.voteregistry.backend.election;

import java.util.List;

/** What voters decide about. */
record ElectionContent(String name, String description, List<Question> questions) {}
