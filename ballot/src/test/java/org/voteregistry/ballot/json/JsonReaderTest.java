package org.voteregistry.ballot.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voteregistry.ballot.Reason;
import org.voteregistry.ballot.Refusal;
import org.voteregistry.ballot.json.JsonValue.JsonArray;
import org.voteregistry.ballot.json.JsonValue.JsonBoolean;
import org.voteregistry.ballot.json.JsonValue.JsonInteger;
import org.voteregistry.ballot.json.JsonValue.JsonNull;
import org.voteregistry.ballot.json.JsonValue.JsonObject;
import org.voteregistry.ballot.json.JsonValue.JsonString;

class JsonReaderTest {
  @Test
  void everyKindOfValueIsRead() {
    assertThat(
            JsonReader.read(
                " { \"a\" : [ 1 , -2 , true, false ,null] ,\"b\":\"x\\u00e9\\n\\uD83D\\uDE00\"} "))
        .isEqualTo(
            new JsonObject(
                java.util.Map.of(
                    "a",
                    new JsonArray(
                        List.of(
                            new JsonInteger(1),
                            new JsonInteger(-2),
                            new JsonBoolean(true),
                            new JsonBoolean(false),
                            new JsonNull())),
                    "b",
                    new JsonString("x\u00e9\n\uD83D\uDE00"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "\"",
        "{]",
        "[1,]",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "01",
        "1.0",
        "1e3",
        "-",
        "+1",
        "NaN",
        "tru",
        "nul",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\uD800\"",
        "\"\\uDC00\\uD800\"",
        "\"\t\"",
        "1 2",
        "{\"a\":1,\"a\":2}",
        "[1 2]",
        "1234567890123456789",
        "\uFEFF1",
        "'a'",
        "[1]x",
        "\"\\u０0０0\""
      })
  void anythingElseIsRefused(final String text) {
    assertThatThrownBy(() -> JsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.reason()).isEqualTo(Reason.MALFORMED_JSON));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    for (final byte[] bytes :
        List.of(
            new byte[] {'"', (byte) 0xff, '"'},
            new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'})) {
      assertThatThrownBy(() -> JsonReader.read(bytes)).isInstanceOf(Refusal.class);
    }
  }

  @Test
  void deepNestingIsRefusedBeforeTheStackEnds() {
    for (final String opening : List.of("[", "{\"a\":")) {
      assertThatThrownBy(() -> JsonReader.read(opening.repeat(1_000_000)))
          .isInstanceOf(Refusal.class);
    }
  }

  @Test
  void whatIsWrittenIsReadBack() {
    final String text = "\"\\/\b\f\n\r\t\u0001\u007fé€\uD83D\uDE00";
    final JsonWriter json = new JsonWriter();
    json.object(
        () ->
            json.name(text)
                .string(text)
                .name("w")
                .array(List.of(0L, 0x3fffffffL, 0x40000000L), json::weight)
                .name("b")
                .bool(true));

    assertThat(json.toString()).endsWith("\"w\":[0,1073741823,\"1073741824\"],\"b\":true}");
    final JsonFields fields = JsonFields.of(JsonReader.read(json.toBytes()), "");
    assertThat(fields.string(text)).isEqualTo(text);
    assertThat(fields.array("w", JsonFields::weight)).containsExactly(0L, 0x3fffffffL, 0x40000000L);
    assertThat(fields.bool("b")).contains(true);
    fields.end();
  }

  @Test
  void randomBytesGiveAValueOrARefusalAndNothingElse() {
    final Random random = new Random(3);
    final String alphabet = "{}[]\",:\\u0123tfn ae-.\u00e9";
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      final StringBuilder text = new StringBuilder();
      final int length = random.nextInt(40);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        JsonReader.read(text.toString().getBytes(StandardCharsets.UTF_8));
        read++;
      } catch (final Refusal refusal) {
        assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED_JSON);
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  void fieldsOfTheWrongTypeAreNamedInTheRefusal() {
    final JsonFields fields =
        JsonFields.of(
            JsonReader.read("{\"s\":1,\"i\":\"x\",\"n\":-1,\"b\":1,\"big\":4294967296}"), "m");
    assertThatThrownBy(() -> fields.string("s")).hasMessage("m.s: a string was expected");
    assertThatThrownBy(() -> fields.integer("i")).hasMessage("m.i: an integer was expected");
    assertThatThrownBy(() -> fields.integer("n")).hasMessage("m.n: -1 is out of range");
    assertThatThrownBy(() -> fields.weight("n")).hasMessage("m.n: -1 is negative");
    assertThatThrownBy(() -> fields.integer("big")).hasMessageContaining("out of range");
    assertThatThrownBy(() -> fields.bool("b")).hasMessage("m.b: a boolean was expected");
    assertThatThrownBy(() -> fields.get("absent")).hasMessage("m.absent: missing");
    assertThatThrownBy(() -> fields.array("s", JsonFields::string))
        .hasMessage("m.s: an array was expected");
    assertThatThrownBy(() -> JsonFields.of(JsonReader.read("1"), "m"))
        .hasMessage("m: an object was expected");
    assertThatThrownBy(() -> JsonFields.of(JsonReader.read("{\"x\":1}"), "m").end())
        .hasMessage("m: unexpected member \"x\"");
  }
}
