package org.voteregistry.besu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperledger.besu.plugin.BesuPlugin;
import org.junit.jupiter.api.Test;
import org.voteregistry.network.BesuInstallation;

/**
 * Compares the interfaces that stand in for Besu's API with the jars of every Besu found: the one
 * that the tests run with, and those named by {@code -Dbesu.homes=FOLDER:FOLDER}. What is compared
 * is what the virtual machine links by: names and descriptors.
 */
class BesuApiTest {
  /**
   * What 24.12 has in another form, or not at all: {@code VotesPlugin.NodeChain} bridges both
   * forms, and calls {@code getLogsBloom} by name.
   */
  private static final Set<String> BRIDGED =
      Set.of(
          "org.hyperledger.besu.datatypes.BytesHolder",
          "org.hyperledger.besu.datatypes.LogsBloomFilter");

  @Test
  void theStandInsAreWhatEveryBesuFoundHas() throws Exception {
    final List<Path> homes = homes();
    assumeFalse(
        homes.isEmpty(), "no Besu in BESU_HOME, on PATH or in /opt/besu: the API is not compared");
    for (final Path home : homes) {
      try (URLClassLoader besu =
          new URLClassLoader(jars(home), ClassLoader.getPlatformClassLoader())) {
        final List<String> differences = new ArrayList<>();
        for (final Class<?> standIn : standIns()) {
          compare(standIn, besu, differences);
        }
        assertThat(differences).as("differences to %s", home).isEmpty();
      }
    }
  }

  private static List<Path> homes() {
    final List<Path> homes = new ArrayList<>();
    BesuInstallation.find().map(BesuInstallation::home).ifPresent(homes::add);
    Arrays.stream(System.getProperty("besu.homes", "").split(File.pathSeparator, -1))
        .filter(home -> !home.isEmpty())
        .map(Path::of)
        .forEach(homes::add);
    return homes;
  }

  private static URL[] jars(final Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(Path::toUri)
          .map(BesuApiTest::url)
          .toArray(URL[]::new);
    }
  }

  private static URL url(final URI uri) {
    try {
      return uri.toURL();
    } catch (final MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Every class of the module that holds the stand-ins. */
  private static List<Class<?>> standIns() throws Exception {
    final Path classes =
        Path.of(BesuPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    final List<Class<?>> found = new ArrayList<>();
    if (Files.isDirectory(classes)) {
      try (Stream<Path> files = Files.walk(classes)) {
        for (final Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
          found.add(Class.forName(name(classes.relativize(file).toString())));
        }
      }
    } else {
      try (java.util.jar.JarFile jar = new java.util.jar.JarFile(classes.toFile())) {
        for (final String entry :
            jar.stream()
                .map(java.util.zip.ZipEntry::getName)
                .filter(name -> name.endsWith(".class"))
                .toList()) {
          found.add(Class.forName(name(entry)));
        }
      }
    }
    assertThat(found).hasSizeGreaterThan(20);
    return found;
  }

  private static String name(final String file) {
    return file.replace(File.separatorChar, '.').replace('/', '.').replaceAll("\\.class$", "");
  }

  private static void compare(
      final Class<?> standIn, final ClassLoader besu, final List<String> differences) {
    final Class<?> real;
    try {
      real = Class.forName(standIn.getName(), false, besu);
    } catch (final ClassNotFoundException e) {
      if (!BRIDGED.contains(standIn.getName())) {
        differences.add("no class " + standIn.getName());
      }
      return;
    }
    if (real.isInterface() != standIn.isInterface()) {
      differences.add(standIn.getName() + " is an interface here and not there, or the reverse");
    }
    final Set<String> there = methods(real);
    Arrays.stream(standIn.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .filter(method -> !standIn.isEnum())
        .filter(method -> !method.getName().equals("getLogsBloom"))
        .map(BesuApiTest::signature)
        .filter(signature -> !there.contains(signature))
        .forEach(signature -> differences.add(standIn.getName() + " has no " + signature));
    if (standIn.isEnum()) {
      final Set<String> constants =
          Arrays.stream(real.getFields())
              .map(java.lang.reflect.Field::getName)
              .collect(Collectors.toSet());
      Arrays.stream(standIn.getEnumConstants())
          .map(Object::toString)
          .filter(constant -> !constants.contains(constant))
          .forEach(constant -> differences.add(standIn.getName() + " has no " + constant));
    }
    if (Throwable.class.isAssignableFrom(standIn)) {
      final Set<String> constructors =
          Arrays.stream(real.getConstructors())
              .map(c -> MethodType.methodType(void.class, c.getParameterTypes()).descriptorString())
              .collect(Collectors.toSet());
      Arrays.stream(standIn.getConstructors())
          .map(c -> MethodType.methodType(void.class, c.getParameterTypes()).descriptorString())
          .filter(constructor -> !constructors.contains(constructor))
          .forEach(c -> differences.add(standIn.getName() + " has no constructor " + c));
    }
    if (standIn == BesuPlugin.class) {
      // What the real interface demands beyond the stand-in would be missing in the plugin.
      Stream.of(real.getMethods())
          .filter(method -> Modifier.isAbstract(method.getModifiers()))
          .map(BesuApiTest::signature)
          .filter(signature -> !methods(standIn).contains(signature))
          .forEach(signature -> differences.add("BesuPlugin also demands " + signature));
    }
  }

  private static Set<String> methods(final Class<?> type) {
    return Arrays.stream(type.getMethods()).map(BesuApiTest::signature).collect(Collectors.toSet());
  }

  private static String signature(final Method method) {
    return method.getName()
        + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .descriptorString();
  }

  @Test
  void oneClassAloneTouchesBesusApi() throws Exception {
    final Path classes =
        Path.of(VotesPlugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      final List<String> touching =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(BesuApiTest::namesBesuOrTuweni)
              .map(file -> file.getFileName().toString().replaceAll("(\\$.*)?\\.class$", ""))
              .distinct()
              .toList();
      assertThat(touching).containsExactlyInAnyOrder("VotesPlugin");
    }
  }

  private static boolean namesBesuOrTuweni(final Path file) {
    try {
      final String constants = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
      return Optional.of(constants)
          .filter(c -> c.contains("org/hyperledger/besu/") || c.contains("org/apache/tuweni/"))
          .isPresent();
    } catch (final IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
