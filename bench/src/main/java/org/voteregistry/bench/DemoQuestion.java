package org.voteregistry.bench;

import java.util.List;
import java.util.Map;

/** What the demonstration votes about: one of two persons, or a blank vote. */
final class DemoQuestion {
  /** As the API takes them. */
  static final List<Map<String, Object>> QUESTIONS =
      List.of(
          Map.of(
              "question",
              "Chair",
              "answers",
              List.of("Ada", "Grace"),
              "min",
              1,
              "max",
              1,
              "blank",
              true));

  /** The choices in the order of the result: a blank vote comes first. */
  static final List<String> CHOICES = List.of("blank", "Ada", "Grace");

  private DemoQuestion() {}
}
