package org.voteregistry.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.tools.ToolProvider;
import org.hyperledger.besu.plugin.ServiceManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against both forms of the node's health checks, each compiled here as its version has it. */
class NodeReadinessTest {
  private static final String SERVICE = "org.hyperledger.besu.plugin.services.HealthCheckService";

  /** The method of a health check. */
  private enum Form {
    /** 26.7 and 26.8. */
    TRUTH("boolean isHealthy(ParamSource p);", "", ""),
    /** After 26.8. */
    RESULT(
        "HealthCheckResult check(ParamSource p);",
        "new HealthCheckResult(",
        ", Map.of(\"peers\", 3))");

    private final String source;

    Form(final String method, final String before, final String after) {
      source =
          """
          package org.hyperledger.besu.plugin.services;

          import java.util.Map;
          import java.util.Optional;

          public interface HealthCheckService {
            void registerHealthCheck(String endpoint, HealthCheckProvider provider);

            Optional<HealthCheckProvider> getHealthCheck(String endpoint);

            interface ParamSource {
              String getParam(String name);
            }

            record HealthCheckResult(boolean isHealthy, Map<String, Object> getDetails) {}

            interface HealthCheckProvider {
              METHOD
            }

            final class Node implements HealthCheckService {
              private HealthCheckProvider readiness =
                  p -> BEFORE"true".equals(p.getParam("node"))AFTER;

              public void registerHealthCheck(String endpoint, HealthCheckProvider provider) {
                readiness = endpoint.equals("/readiness") ? provider : null;
              }

              public Optional<HealthCheckProvider> getHealthCheck(String endpoint) {
                return Optional.ofNullable(readiness);
              }

              public Object ask(Map<String, String> query) {
                return readiness.NAME(query::get);
              }
            }
          }
          """
              .replace("METHOD", method)
              .replace("NAME", method.replaceAll(".* (\\w+)\\(.*", "$1"))
              .replace("BEFORE", before)
              .replace("AFTER", after);
    }
  }

  @TempDir private Path folder;
  private OptionalLong lag = OptionalLong.of(3);
  private Object node;

  private void extend(final Form form) throws Exception {
    final Path source = Files.writeString(folder.resolve("HealthCheckService.java"), form.source);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), source.toString()))
        .isZero();
    final ClassLoader besu =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, NodeReadinessTest.class.getClassLoader());
    node = besu.loadClass(SERVICE + "$Node").getConstructor().newInstance();
    NodeReadiness.extend(services(besu, Optional.of(node)), () -> lag);
  }

  /** Of a class that the node's class loader knows, as Besu's own is. */
  private static Object services(final ClassLoader besu, final Optional<Object> service) {
    return Proxy.newProxyInstance(
        besu, new Class<?>[] {ServiceManager.class}, (proxy, method, values) -> service);
  }

  private Object ask(final Map<String, String> query) throws Exception {
    return node.getClass().getMethod("ask", Map.class).invoke(node, query);
  }

  private boolean ready(final Map<String, String> query) throws Exception {
    final Object answer = ask(query);
    return answer instanceof Boolean truth ? truth : (boolean) value(answer, "isHealthy");
  }

  private static Object value(final Object answer, final String name) throws Exception {
    final Method method = answer.getClass().getMethod(name);
    return method.invoke(answer);
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void staysTheNodesOwnWhereTheIndexIsNotAskedFor(final Form form) throws Exception {
    extend(form);
    lag = OptionalLong.empty();
    assertThat(ready(Map.of("node", "true"))).isTrue();
    assertThat(ready(Map.of("node", "false"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void isGivenWhileTheIndexLacksFewEnoughBlocks(final Form form) throws Exception {
    extend(form);
    assertThat(ready(Map.of("node", "true", "votesMaxLag", "3"))).isTrue();
    assertThat(ready(Map.of("node", "true", "votesMaxLag", "2"))).isFalse();
    assertThat(ready(Map.of("node", "false", "votesMaxLag", "3"))).isFalse();
    lag = OptionalLong.empty();
    assertThat(ready(Map.of("node", "true", "votesMaxLag", "3"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void isRefusedForALagThatIsNoNumber(final Form form) throws Exception {
    extend(form);
    for (final String wrong : new String[] {"", "-1", "few", "99999999999"}) {
      assertThat(ready(Map.of("node", "true", "votesMaxLag", wrong))).as(wrong).isFalse();
    }
  }

  @Test
  void keepsTheNodesDetailsAndAddsItsOwn() throws Exception {
    extend(Form.RESULT);
    assertThat(value(ask(Map.of("node", "true", "votesMaxLag", "2")), "getDetails"))
        .isEqualTo(
            Map.of("peers", 3, "votes", Map.of("status", false, "lag", 3L, "votesMaxLag", "2")));
    lag = OptionalLong.empty();
    assertThat(value(ask(Map.of("node", "true", "votesMaxLag", "2")), "getDetails").toString())
        .contains("the index does not follow");
  }

  @Test
  void isLeftAloneWhereThereIsNothingToExtend() throws Exception {
    extend(Form.TRUTH);
    final ClassLoader without = NodeReadinessTest.class.getClassLoader();
    assertThatCode(
            () -> NodeReadiness.extend(services(without, Optional.empty()), OptionalLong::empty))
        .doesNotThrowAnyException();
    final ClassLoader with = node.getClass().getClassLoader();
    assertThatCode(
            () -> NodeReadiness.extend(services(with, Optional.empty()), OptionalLong::empty))
        .doesNotThrowAnyException();
    assertThat(ready(Map.of("node", "true"))).isTrue();
  }
}
