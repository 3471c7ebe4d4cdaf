package io.tidemark.it.support;

import io.tidemark.it.support.DumpedReferences.Reach;
import io.tidemark.it.support.DumpedReferences.Referrer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;

/** Looks whether a heap dump has the references that a holder's name tells of. */
final class HolderCheck {

  private final DumpedReferences references;
  private final List<HolderWord> words;

  private HolderCheck(DumpedReferences references, List<HolderWord> words) {
    this.references = references;
    this.words = words;
  }

  /**
   * Whether strong references lead from a root to the map, and the last of them are those named.
   */
  static boolean holds(DumpedReferences references, String holder, Instance map) {
    List<HolderWord> words = Arrays.stream(holder.split(" > ")).map(HolderWord::of).toList();
    return new HolderCheck(references, words).leadsTo(map, words.size() - 1);
  }

  /** Whether the holder is on the stack of a thread without a name, as virtual ones mostly are. */
  static boolean isOnNamelessStack(String holder) {
    if (holder.isEmpty()) {
      return false;
    }
    HolderWord first = HolderWord.of(holder.split(" > ")[0]);
    return first.kind() == HolderWord.Kind.FRAME && first.thread().isEmpty();
  }

  /** Whether the words up to that one lead to the object. */
  private boolean leadsTo(Instance target, int last) {
    HolderWord word = words.get(last);
    if (word.kind() == HolderWord.Kind.LEFT_OUT) {
      return ancestors(target).stream().anyMatch(each -> leadsTo(each, last - 1));
    }
    return links(target).stream()
        .anyMatch(
            each ->
                switch (word.kind()) {
                  case FIELD, CAPTURED -> isInField(each, last);
                  case THREAD_LOCAL -> isInThreadLocal(each, word);
                  case FRAME -> isOnStack(each, word);
                  default -> references.isHeldByStack(each);
                });
  }

  private boolean isInField(Instance target, int last) {
    HolderWord word = words.get(last);
    for (Instance held : behindArrays(target, word.dimensions())) {
      for (Referrer referrer : references.to(held)) {
        if (isNamed(referrer, word) && isReached(referrer.owner(), last)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isReached(Instance owner, int last) {
    if (last > 0) {
      return owner != null && leadsTo(owner, last - 1);
    }
    if (owner == null) {
      return true;
    }
    Reach reach = references.reach(owner);
    return reach == Reach.FIELDS || reach == Reach.STACKS;
  }

  private static boolean isNamed(Referrer referrer, HolderWord word) {
    if (referrer.field() == null) {
      return false;
    }
    boolean type =
        word.isOf(referrer.declaring().getName())
            || referrer.owner() != null && word.isOf(referrer.owner().getJavaClass().getName());
    boolean member =
        word.kind() == HolderWord.Kind.CAPTURED || word.member().equals(referrer.field());
    boolean thread =
        word.thread().isEmpty()
            || referrer.owner() != null
                && DumpedReferences.threadName(referrer.owner()).equals(word.thread());
    return type && member && thread;
  }

  /** A value of a thread, whose key the field refers to. */
  private boolean isInThreadLocal(Instance value, HolderWord word) {
    for (Instance held : behindArrays(value, 0, 1, 2)) {
      for (Referrer entry : references.to(held)) {
        if ("value".equals(entry.field())
            && entry.declaring().getName().equals("java.lang.ThreadLocal$ThreadLocalMap$Entry")
            && isKey((Instance) entry.owner().getValueOfField("referent"), word)
            && isOfThread(entry.owner(), word.thread())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isKey(Instance key, HolderWord word) {
    return key != null
        && behindArrays(key, word.dimensions()).stream()
            .flatMap(held -> references.to(held).stream())
            .anyMatch(
                referrer ->
                    word.member().equals(referrer.field())
                        && word.isOf(referrer.declaring().getName()));
  }

  private boolean isOfThread(Instance entry, String thread) {
    return behindArrays(entry, 1).stream()
        .flatMap(table -> references.to(table).stream())
        .flatMap(map -> references.to(map.owner()).stream())
        .anyMatch(
            field ->
                "threadLocals".equals(field.field())
                    && DumpedReferences.threadName(field.owner()).equals(thread));
  }

  private boolean isOnStack(Instance target, HolderWord word) {
    return behindArrays(target, word.dimensions()).stream()
        .flatMap(held -> references.frames(held).stream())
        .anyMatch(
            frame ->
                frame.thread().equals(word.thread())
                    && frame.method().equals(word.owner() + "." + word.member()));
  }

  /** The arrays that hold the object so many levels deep. */
  private Set<Instance> behindArrays(Instance object, int... dimensions) {
    Set<Instance> result = new HashSet<>();
    for (int levels : dimensions) {
      Set<Instance> level = new HashSet<>(Set.of(object));
      for (int i = 0; i < levels; i++) {
        Set<Instance> next = new HashSet<>();
        for (Instance each : level) {
          references.to(each).stream()
              .filter(referrer -> referrer.field() == null)
              .forEach(referrer -> next.add(referrer.owner()));
        }
        level = next;
      }
      result.addAll(level);
    }
    return result;
  }

  /** The object, and the nodes of a JDK collection that lead to it from node to node. */
  private List<Instance> links(Instance node) {
    List<Instance> links = new ArrayList<>(List.of(node));
    Set<Long> seen = new HashSet<>(Set.of(node.getInstanceId()));
    for (int i = 0; i < links.size(); i++) {
      for (Referrer referrer : references.to(links.get(i))) {
        if (referrer.owner() != null
            && referrer.field() != null
            && isNode(referrer.owner().getJavaClass(), links.get(i).getJavaClass())
            && seen.add(referrer.owner().getInstanceId())) {
          links.add(referrer.owner());
        }
      }
    }
    return links;
  }

  private static boolean isNode(JavaClass owner, JavaClass target) {
    return owner.getJavaClassId() == target.getJavaClassId()
        && owner.getName().startsWith("java.util.")
        && owner.getName().contains("$");
  }

  private Set<Instance> ancestors(Instance object) {
    Set<Instance> ancestors = new HashSet<>(Set.of(object));
    Deque<Instance> left = new ArrayDeque<>(List.of(object));
    while (!left.isEmpty()) {
      for (Referrer referrer : references.to(left.remove())) {
        if (referrer.owner() != null && ancestors.add(referrer.owner())) {
          left.add(referrer.owner());
        }
      }
    }
    return ancestors;
  }
}
