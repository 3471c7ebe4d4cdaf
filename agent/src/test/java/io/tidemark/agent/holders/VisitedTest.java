package io.tidemark.agent.holders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisitedTest {

  @Test
  void objectsAreKnownByIdentity() {
    Visited visited = new Visited(10);
    String one = new String("same");
    String other = new String("same");
    assertThat(visited.add(one, Visited.NONE, 0)).isTrue();
    assertThat(visited.indexOf(other)).isEqualTo(Visited.NONE);
    assertThat(visited.add(other, 0, 7)).isTrue();
    assertThat(visited.add(one, 1, 3)).isFalse();
    assertThat(visited.indexOf(one)).isZero();
    assertThat(visited.parent(1)).isZero();
    assertThat(visited.edge(1)).isEqualTo(7);
  }

  @Test
  void nothingIsLostWhereItGrows() {
    int most = 100_003;
    Visited visited = new Visited(most);
    List<Object> objects = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      Object object = new Object();
      objects.add(object);
      assertThat(visited.add(object, i - 1, i & 0xffff)).isTrue();
    }
    for (int i = 0; i < most; i++) {
      assertThat(visited.indexOf(objects.get(i))).isEqualTo(i);
      assertThat(visited.object(i)).isSameAs(objects.get(i));
      assertThat(visited.parent(i)).isEqualTo(i - 1);
      assertThat(visited.edge(i)).isEqualTo(i & 0xffff);
    }
  }

  @Test
  void noMoreIsTakenThanAllowed() {
    Visited visited = new Visited(2);
    assertThat(visited.add("one", Visited.NONE, 0)).isTrue();
    assertThat(visited.add("two", Visited.NONE, 0)).isTrue();
    assertThat(visited.isFull()).isTrue();
    assertThat(visited.add("three", Visited.NONE, 0)).isFalse();
    assertThat(visited.count()).isEqualTo(2);
    assertThat(visited.indexOf("three")).isEqualTo(Visited.NONE);
  }
}
