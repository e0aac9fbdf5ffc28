package org.voteregistry.network.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A server that is started like the backend and says that it is ready. */
public final class FakeBackend {
  private FakeBackend() {}

  /** Listens on --server.port; ends at once when it is told to with --fail. */
  public static void main(final String[] args) throws IOException {
    int port = 0;
    for (final String argument : args) {
      System.out.println(argument);
      if (argument.equals("--fail")) {
        System.out.println("failing as asked");
        System.exit(1);
      }
      if (argument.startsWith("--server.port=")) {
        port = Integer.parseInt(argument.substring("--server.port=".length()));
      }
    }
    final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /** An executable jar of this class. */
  static Path jar(final Path folder) throws IOException {
    final Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeBackend.class.getName());
    final Path jar = folder.resolve("backend.jar");
    final String name = FakeBackend.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry(name));
      out.write(FakeBackend.class.getClassLoader().getResourceAsStream(name).readAllBytes());
    }
    return jar;
  }
}
