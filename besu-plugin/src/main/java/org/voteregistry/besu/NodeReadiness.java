package org.voteregistry.besu;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the index to the node's {@code /readiness}, where its version lets a plugin do that.
 *
 * <p>Without more the answer stays the node's own, because a validator with a broken index is still
 * a good validator. {@code /readiness?votesMaxLag=N} asks in addition whether the index follows and
 * lacks at most N blocks, for those who send index queries to it.
 *
 * <p>The service appeared with 26.7, and its interface changed after 26.8 (a truth value against a
 * result with details), so it is reached by name only and both forms are served by one proxy.
 */
final class NodeReadiness {
  private static final Logger LOG = LoggerFactory.getLogger(NodeReadiness.class);
  private static final String SERVICE = "org.hyperledger.besu.plugin.services.HealthCheckService";
  private static final String ENDPOINT = "/readiness";
  private static final String PARAMETER = "votesMaxLag";

  private final Object own;
  private final Supplier<OptionalLong> lag;

  private NodeReadiness(final Object own, final Supplier<OptionalLong> lag) {
    this.own = own;
    this.lag = lag;
  }

  /**
   * Wraps the node's own check, if there is one and the version has the service. The node registers
   * it after the plugins and takes what is registered when it makes its HTTP service: in between is
   * the time to call this.
   *
   * @param services Besu's ServiceManager
   * @param lag blocks that the index lacks; empty while it does not follow
   */
  static void extend(final Object services, final Supplier<OptionalLong> lag) {
    try {
      final ClassLoader besu = services.getClass().getClassLoader();
      final Class<?> serviceType = Class.forName(SERVICE, false, besu);
      final Class<?> providerType = Class.forName(SERVICE + "$HealthCheckProvider", false, besu);
      final Method getService =
          Class.forName("org.hyperledger.besu.plugin.ServiceManager", false, besu)
              .getMethod("getService", Class.class);
      final Optional<?> service = (Optional<?>) getService.invoke(services, serviceType);
      if (service.isEmpty()) {
        LOG.info("votes index: this node has no readiness to add to");
        return;
      }
      final Optional<?> own =
          (Optional<?>)
              serviceType.getMethod("getHealthCheck", String.class).invoke(service.get(), ENDPOINT);
      if (own.isEmpty()) {
        LOG.info("votes index: this node has no readiness to add to");
        return;
      }
      final NodeReadiness readiness = new NodeReadiness(own.get(), lag);
      final Object extended =
          Proxy.newProxyInstance(
              providerType.getClassLoader(),
              new Class<?>[] {providerType},
              (proxy, method, arguments) -> readiness.check(method, arguments));
      serviceType
          .getMethod("registerHealthCheck", String.class, providerType)
          .invoke(service.get(), ENDPOINT, extended);
    } catch (final ReflectiveOperationException | LinkageError e) {
      LOG.info("votes index: this version of Besu has no readiness to add to ({})", e.toString());
    }
  }

  private Object check(final Method method, final Object[] arguments) throws Throwable {
    final Object answer;
    try {
      answer = method.invoke(own, arguments);
    } catch (final InvocationTargetException e) {
      throw e.getCause();
    }
    if (method.getDeclaringClass() == Object.class || arguments == null || arguments.length != 1) {
      return answer;
    }
    // Through the interface, because the object behind it may be of a class that is not public.
    final String maxLag =
        (String)
            method
                .getParameterTypes()[0]
                .getMethod("getParam", String.class)
                .invoke(arguments[0], PARAMETER);
    return maxLag == null ? answer : withIndex(answer, maxLag);
  }

  private Object withIndex(final Object answer, final String maxLag)
      throws ReflectiveOperationException {
    final OptionalLong lacking = lag.get();
    final boolean ready =
        maxLag.matches("[0-9]{1,9}")
            && lacking.isPresent()
            && lacking.getAsLong() <= Long.parseLong(maxLag);
    if (answer instanceof Boolean nodeIsReady) {
      return nodeIsReady && ready;
    }
    final Class<?> result = answer.getClass();
    final boolean nodeIsReady = (boolean) result.getMethod("isHealthy").invoke(answer);
    final Map<String, Object> details = new LinkedHashMap<>(details(result, answer));
    details.put("votes", votes(ready, lacking, maxLag));
    return result
        .getConstructor(boolean.class, Map.class)
        .newInstance(nodeIsReady && ready, details);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> details(final Class<?> result, final Object answer)
      throws ReflectiveOperationException {
    return (Map<String, Object>) result.getMethod("getDetails").invoke(answer);
  }

  private static Map<String, Object> votes(
      final boolean ready, final OptionalLong lacking, final String maxLag) {
    final Map<String, Object> votes = new LinkedHashMap<>();
    votes.put("status", ready);
    if (lacking.isPresent()) {
      votes.put("lag", lacking.getAsLong());
    } else {
      votes.put("error", "the index does not follow; votes_status and the node's log say why");
    }
    votes.put(PARAMETER, maxLag);
    return votes;
  }
}
