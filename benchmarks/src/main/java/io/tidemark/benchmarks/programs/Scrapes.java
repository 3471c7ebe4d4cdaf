package io.tidemark.benchmarks.programs;

import com.sun.management.ThreadMXBean;
import io.tidemark.benchmarks.harness.Programs;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.zip.GZIPInputStream;
import javax.tools.ToolProvider;

/**
 * Scrapes the agent of its own JVM as Prometheus does. Arguments: an empty folder, how many sites
 * maps are to have, and how many scrapes to measure.
 */
public final class Scrapes {

  private static final int SITES_AT_A_TIME = 50;
  private static final int ADOPTION_MILLIS = 250;
  private static final int SETTLE_MILLIS = 3000;
  private static final int WARM_UP = 300;
  private static final int PAUSE_MILLIS = 110;

  private Scrapes() {}

  /** Measures, and prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int sites = Integer.parseInt(arguments[1]);
    int scrapes = Integer.parseInt(arguments[2]);
    IntFunction<Map<Integer, Integer>> makers = makers(Path.of(arguments[0]), sites);
    List<Map<Integer, Integer>> maps = new ArrayList<>();
    for (int i = 0; i < sites; i++) {
      Map<Integer, Integer> map = makers.apply(i);
      map.put(1, 1);
      maps.add(map);
      if (i % SITES_AT_A_TIME == 0) {
        Thread.sleep(ADOPTION_MILLIS);
      }
      if (i == sites / 2) {
        Thread.sleep(SETTLE_MILLIS); // the first half is the top; later it lingers
        scrape();
      }
    }
    Thread.sleep(SETTLE_MILLIS);
    measure(scrapes);
    if (maps.size() != sites) {
      throw new IllegalStateException("the maps are gone");
    }
  }

  private static void measure(int scrapes) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      scrape();
      Thread.sleep(PAUSE_MILLIS / 10);
    }
    double[] millis = new double[scrapes];
    long before = allocated();
    byte[] body = {};
    for (int i = 0; i < scrapes; i++) {
      Thread.sleep(
          PAUSE_MILLIS); // longer than the sweep's interval: each scrape is of a new census
      long start = System.nanoTime();
      body = scrape();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Programs.figure("allocated bytes a scrape", (double) (allocated() - before) / scrapes);
    Arrays.sort(millis);
    Programs.figure("scrape ms", millis[scrapes / 2]);
    Programs.figure("slowest scrape ms", millis[scrapes - 1]);
    Programs.figure("bytes sent", body.length);
    Programs.figure("series", series(body));
  }

  private static double series(byte[] body) throws Exception {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).count();
    }
  }

  private static byte[] scrape() throws Exception {
    URL address = URI.create("http://127.0.0.1:" + Metrics.port() + "/metrics").toURL();
    HttpURLConnection connection = (HttpURLConnection) address.openConnection();
    connection.setRequestProperty("Accept-Encoding", "gzip");
    connection.setRequestProperty("Accept", "application/openmetrics-text;version=1.0.0");
    try (InputStream in = connection.getInputStream()) {
      return in.readAllBytes();
    }
  }

  /** By all threads of the agent but the sweep's. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = 0;
    for (long id : threads.getAllThreadIds()) {
      if (threads.getThreadInfo(id).getThreadName().startsWith("tidemark-http")) {
        bytes += threads.getThreadAllocatedBytes(id);
      }
    }
    return bytes;
  }

  /** Compiles a class with a method for each site; the later half makes larger maps. */
  @SuppressWarnings("unchecked")
  private static IntFunction<Map<Integer, Integer>> makers(Path folder, int sites)
      throws Exception {
    StringBuilder source = new StringBuilder("package com.acme.inventory.warehouse;\n");
    source.append("public class Makers implements java.util.function.IntFunction<Object> {\n");
    source.append("public Object apply(int i) { switch (i) {\n");
    for (int i = 0; i < sites; i++) {
      source.append("case ").append(i).append(": return make").append(i).append("();\n");
    }
    source.append("default: throw new IllegalArgumentException(); } }\n");
    for (int i = 0; i < sites; i++) {
      int slots = i > sites / 2 ? 8192 : 4096;
      source.append("static Object make").append(i).append("() {\n");
      source
          .append("return new java.util.HashMap<Integer, Integer>(")
          .append(slots)
          .append("); }\n");
    }
    Path file = folder.resolve("Makers.java");
    Files.writeString(file, source.append("}\n"));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", folder.toString(), file.toString());
    if (code != 0) {
      throw new IllegalStateException("the generated class does not compile");
    }
    ClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    return (IntFunction<Map<Integer, Integer>>)
        loader
            .loadClass("com.acme.inventory.warehouse.Makers")
            .getDeclaredConstructor()
            .newInstance();
  }
}
