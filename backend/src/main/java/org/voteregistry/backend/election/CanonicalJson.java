package org.voteregistry.backend.election;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One byte sequence for one value: UTF-8, members ordered by name, no white space, no absent
 * members, times as ISO-8601 UTC. For the strings, integers and booleans that are used here this is
 * RFC 8785 (JCS).
 */
final class CanonicalJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private CanonicalJson() {}

  static byte[] write(final Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  static String text(final Object value) {
    return new String(write(value), StandardCharsets.UTF_8);
  }

  static <T> T read(final String text, final Class<T> type) {
    return MAPPER.readValue(text, type);
  }
}
