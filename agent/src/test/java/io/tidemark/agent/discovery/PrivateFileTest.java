package io.tidemark.agent.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir Path parent;

  @Test
  void theFileIsInAFolderThatIsClosedToOthers() throws IOException {
    try (PrivateFile file = PrivateFile.write(parent.toFile(), "lib.so", CONTENT)) {
      Path path = Path.of(file.path());
      assertThat(path).isAbsolute().hasBinaryContent(CONTENT);
      assertThat(path.getParent().getParent()).isEqualTo(parent);
      assertThat(Files.getPosixFilePermissions(path.getParent()))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void nothingIsLeft() throws IOException {
    PrivateFile.write(parent.toFile(), "lib.so", CONTENT).close();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aFileThatIsGoneAlreadyIsFine() throws IOException {
    PrivateFile file = PrivateFile.write(parent.toFile(), "lib.so", CONTENT);
    Files.delete(Path.of(file.path()));
    file.close();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aParentThatIsMissingIsSaid() {
    Path missing = parent.resolve("missing");
    assertThatThrownBy(() -> PrivateFile.write(missing.toFile(), "lib.so", CONTENT))
        .isInstanceOf(IOException.class)
        .hasMessage("not writable");
  }

  @Test
  void whatCannotBeDeletedIsSaid() throws IOException {
    PrivateFile file = PrivateFile.write(parent.toFile(), "lib.so", CONTENT);
    Files.createFile(Path.of(file.path()).resolveSibling("another"));
    assertThatThrownBy(file::close).isInstanceOf(IOException.class).hasMessageContaining("deleted");
  }
}
