package io.tidemark.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/** A stand-alone Apache ZooKeeper, driven by its own client. */
public final class ZooKeeperServer implements RealServer {

  private static final int NODES = 12_000;
  private static final int LEFT = 150;
  private static final int BATCH = 500;

  private int port;

  @Override
  public void describe(Launch launch, Path folder) throws IOException {
    port = Ports.free();
    Path config = folder.resolve("zoo.cfg");
    Files.writeString(
        config,
        """
        dataDir=%s
        clientPort=%d
        clientPortAddress=127.0.0.1
        admin.enableServer=false
        """
            .formatted(Files.createTempDirectory(folder, "zookeeper"), port));
    launch
        .classPath(ClassPaths.ofTests())
        .main("org.apache.zookeeper.server.ZooKeeperServerMain", config.toString());
  }

  @Override
  public void drive(AgentJvm jvm) throws Exception {
    CountDownLatch connected = new CountDownLatch(1);
    Watcher watcher =
        event -> {
          if (event.getState() == Watcher.Event.KeeperState.SyncConnected) {
            connected.countDown();
          }
        };
    ZooKeeper client = new ZooKeeper("127.0.0.1:" + port, 60_000, watcher);
    try {
      Poll.until("connection to ZooKeeper", connected::getCount, count -> count == 0);
      client.create("/truth", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
      for (int from = 0; from < NODES; from += BATCH) {
        client.multi(creations(from));
      }
      for (int from = 0; from < NODES; from += BATCH) {
        client.multi(deletions(from));
      }
    } finally {
      client.close();
    }
  }

  private static List<Op> creations(int from) {
    List<Op> operations = new ArrayList<>();
    for (int i = from; i < from + BATCH; i++) {
      // ephemeral ones are kept in a set by their session, and all in their parent's set
      CreateMode mode = i % 2 == 0 ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT;
      operations.add(Op.create("/truth/" + i, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, mode));
    }
    return operations;
  }

  private static List<Op> deletions(int from) {
    List<Op> operations = new ArrayList<>();
    for (int i = Math.max(from, LEFT); i < from + BATCH; i++) {
      operations.add(Op.delete("/truth/" + i, -1));
    }
    return operations;
  }
}
