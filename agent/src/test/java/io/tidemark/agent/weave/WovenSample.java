package io.tidemark.agent.weave;

import java.io.IOException;
import java.io.InputStream;

/** Weaves classes of the tests as if each were one of the maps. */
final class WovenSample {

  private WovenSample() {}

  /** The sample, with the hooks of that map that it has methods for, in a loader of its own. */
  static Class<?> of(Thresholds thresholds, Class<?> map, Class<?> sample) throws Exception {
    byte[] file = new MapWeaver(thresholds).weave(map, file(sample));
    ClassLoader loader =
        new ClassLoader(WovenSample.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(sample.getName())
                ? defineClass(name, file, 0, file.length)
                : super.loadClass(name, resolve);
          }
        };
    return loader.loadClass(sample.getName());
  }

  /** Its class file, as the compiler left it. */
  static byte[] file(Class<?> sample) throws IOException {
    String name = sample.getName();
    try (InputStream in =
        sample.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      return in.readAllBytes();
    }
  }
}
