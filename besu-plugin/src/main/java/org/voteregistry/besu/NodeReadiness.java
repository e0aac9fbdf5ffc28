package org.voteregistry.besu;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voteregistry.besu.follow.FollowerState;
import org.voteregistry.besu.follow.FollowerStatus;

/**
 * Adds the index to the node's {@code /readiness}, where its version lets a plugin do that.
 *
 * <p>Without more the answer stays the node's own, because a validator with a broken index is still
 * a good validator. {@code /readiness?votesMaxLag=N} asks in addition whether the index follows and
 * lacks at most N blocks, for those who send index queries to it.
 *
 * <p>The service's interface changed after 26.8 (a truth value against a result with details) and
 * is absent in 24.12, so it is reached by name only and both forms are served by one proxy.
 */
final class NodeReadiness {
  private static final Logger LOG = LoggerFactory.getLogger(NodeReadiness.class);
  private static final String SERVICE = "org.hyperledger.besu.plugin.services.HealthCheckService";
  private static final String ENDPOINT = "/readiness";
  private static final String PARAMETER = "votesMaxLag";

  private NodeReadiness() {}

  /**
   * Wraps the node's own check, if there is one and the version has the service.
   *
   * @param services Besu's ServiceManager
   */
  static void extend(final Object services, final Supplier<FollowerStatus> status) {
    try {
      final ClassLoader besu = services.getClass().getClassLoader();
      final Class<?> serviceType = Class.forName(SERVICE, false, besu);
      final Class<?> providerType = Class.forName(SERVICE + "$HealthCheckProvider", false, besu);
      final Method getService =
          Class.forName("org.hyperledger.besu.plugin.ServiceManager", false, besu)
              .getMethod("getService", Class.class);
      final Optional<?> service = (Optional<?>) getService.invoke(services, serviceType);
      if (service.isEmpty()) {
        return;
      }
      final Optional<?> own =
          (Optional<?>)
              serviceType.getMethod("getHealthCheck", String.class).invoke(service.get(), ENDPOINT);
      if (own.isEmpty()) {
        return;
      }
      final Object extended =
          Proxy.newProxyInstance(
              NodeReadiness.class.getClassLoader(),
              new Class<?>[] {providerType},
              (proxy, method, arguments) -> check(own.get(), method, arguments, status));
      serviceType
          .getMethod("registerHealthCheck", String.class, providerType)
          .invoke(service.get(), ENDPOINT, extended);
    } catch (final ReflectiveOperationException | LinkageError e) {
      LOG.info("votes index: this version of Besu has no readiness to add to ({})", e.toString());
    }
  }

  private static Object check(
      final Object own,
      final Method method,
      final Object[] arguments,
      final Supplier<FollowerStatus> status)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(own, arguments);
    }
    final Object answer;
    try {
      answer = method.invoke(own, arguments);
    } catch (final InvocationTargetException e) {
      throw e.getCause();
    }
    if (arguments == null
        || arguments.length != 1
        || indexIsReady(method, arguments[0], status.get())) {
      return answer;
    }
    if (method.getReturnType() == boolean.class) {
      return false;
    }
    return method.getReturnType().getMethod("of", boolean.class).invoke(null, false);
  }

  private static boolean indexIsReady(
      final Method check, final Object parameters, final FollowerStatus status)
      throws ReflectiveOperationException {
    // Through the interface, because the object behind it may be of a class that is not public.
    final Method getParam = check.getParameterTypes()[0].getMethod("getParam", String.class);
    final String maxLag = (String) getParam.invoke(parameters, PARAMETER);
    if (maxLag == null) {
      return true;
    }
    return maxLag.matches("[0-9]{1,9}")
        && status.state() != FollowerState.FAILED
        && status.indexed().isPresent()
        && status.lag() <= Long.parseLong(maxLag);
  }
}
