package io.tidemark.agent.sweep;

import io.tidemark.agent.registry.SiteStack;
import io.tidemark.exporter.census.TrackedMap.Site;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns stacks into sites. Equal stacks share one site, as far as the bounded memory of past ones
 * reaches. Confined to the sweep thread.
 */
final class SiteNames {

  private static final int FRAMES_KEPT = 24;

  /** Few enough that Tidemark does not track the map of them by default. */
  private static final int SITES_REMEMBERED = 1500;

  /** The one used longest ago comes first. Of no class of its own, as in HookProof. */
  private final Map<List<String>, Site> known = new LinkedHashMap<>(16, 0.75f, true);

  /** The site of a stack, or null where no frame of it is outside the JDK. */
  Site name(SiteStack stack) {
    StackTraceElement[] frames = stack.getStackTrace();
    int first = firstOfTheMap(frames);
    int site = first;
    while (site < frames.length && isJdk(frames[site])) {
      site++;
    }
    if (site == frames.length) {
      return null;
    }
    List<String> kept = new ArrayList<>();
    for (int i = first; i < frames.length && kept.size() < FRAMES_KEPT; i++) {
      kept.add(text(frames[i]));
    }
    String name = text(frames[site]);
    Site named = known.get(kept);
    if (named == null) {
      named = new Site(name, kept);
      known.put(kept, named);
      if (known.size() > SITES_REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
    }
    return named;
  }

  /** The frames of the sink and of the hook class are ours, not the map's. */
  private static int firstOfTheMap(StackTraceElement[] frames) {
    int first = 0;
    for (int i = 0; i < frames.length; i++) {
      String type = frames[i].getClassName();
      if (type.startsWith("java.util.") && type.endsWith(".TidemarkHooks5")) {
        first = i + 1;
      }
    }
    return first;
  }

  private static boolean isJdk(StackTraceElement frame) {
    String module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  private static String text(StackTraceElement frame) {
    String method = frame.getClassName() + "." + frame.getMethodName();
    return frame.getLineNumber() < 0 ? method : method + ":" + frame.getLineNumber();
  }
}
