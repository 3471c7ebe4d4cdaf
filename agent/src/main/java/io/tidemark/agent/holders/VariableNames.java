package io.tidemark.agent.holders;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.CodeSource;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The names of a method's local variables, where its class file lies in a folder or a jar and was
 * compiled with them. From the file, since the JVM tells them only an agent that it was started
 * with; and not through the class loader, which may be the application's code.
 */
final class VariableNames {

  private static final int MAGIC = 0xcafebabe;

  private final Class<?> type;
  private final String method;
  private final String signature;
  private String[] texts;

  VariableNames(Class<?> type, String method, String signature) {
    this.type = type;
    this.method = method;
    this.signature = signature;
  }

  /**
   * The name of the variable that is in a slot at a bytecode, or null where it is not known.
   *
   * @param codeLength of the method that runs; another one in the file is another version of it
   */
  String at(long slot, long bytecode, long codeLength) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (type.isHidden() || location == null || !location.getProtocol().equals("file")) {
      return null;
    }
    try {
      return inFolderOrJar(new File(location.toURI()), slot, bytecode, codeLength);
    } catch (IOException
        | URISyntaxException
        | IllegalArgumentException
        | IndexOutOfBoundsException unreadable) {
      // a file that is no class file, or another version's, has any numbers in it
      return null;
    }
  }

  private String inFolderOrJar(File place, long slot, long bytecode, long codeLength)
      throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    if (place.isDirectory()) {
      try (InputStream in = new FileInputStream(new File(place, file))) {
        return find(in, slot, bytecode, codeLength);
      }
    }
    try (JarFile jar = new JarFile(place, false, JarFile.OPEN_READ, JarFile.runtimeVersion())) {
      ZipEntry entry = jar.getEntry(file);
      if (entry == null) {
        return null;
      }
      try (InputStream in = jar.getInputStream(entry)) {
        return find(in, slot, bytecode, codeLength);
      }
    }
  }

  /** The structure is that of chapter 4 of the Java Virtual Machine Specification. */
  private String find(InputStream file, long slot, long bytecode, long codeLength)
      throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(file));
    if (in.readInt() != MAGIC) {
      return null;
    }
    in.readInt();
    readConstants(in);
    in.skipNBytes(6);
    in.skipNBytes(2L * in.readUnsignedShort());
    for (int fields = in.readUnsignedShort(); fields > 0; fields--) {
      in.skipNBytes(6);
      skipAttributes(in);
    }
    for (int methods = in.readUnsignedShort(); methods > 0; methods--) {
      in.readUnsignedShort();
      String name = texts[in.readUnsignedShort()];
      if (method.equals(name) & signature.equals(texts[in.readUnsignedShort()])) {
        return inMethod(in, slot, bytecode, codeLength);
      }
      skipAttributes(in);
    }
    return null;
  }

  private void readConstants(DataInputStream in) throws IOException {
    texts = new String[in.readUnsignedShort()];
    for (int i = 1; i < texts.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts[i] = in.readUTF();
        case 5, 6 -> {
          in.skipNBytes(8);
          i++;
        }
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        default -> throw new IOException("unknown kind of constant " + tag);
      }
    }
  }

  private static void skipAttributes(DataInputStream in) throws IOException {
    for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
      in.readUnsignedShort();
      in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
    }
  }

  private String inMethod(DataInputStream in, long slot, long bytecode, long codeLength)
      throws IOException {
    for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
      String attribute = texts[in.readUnsignedShort()];
      long length = Integer.toUnsignedLong(in.readInt());
      if (!"Code".equals(attribute)) {
        in.skipNBytes(length);
        continue;
      }
      in.readInt();
      long inFile = Integer.toUnsignedLong(in.readInt());
      if (inFile != codeLength) {
        return null;
      }
      in.skipNBytes(inFile);
      in.skipNBytes(8L * in.readUnsignedShort());
      return inCode(in, slot, bytecode);
    }
    return null;
  }

  private String inCode(DataInputStream in, long slot, long bytecode) throws IOException {
    for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
      String attribute = texts[in.readUnsignedShort()];
      long length = Integer.toUnsignedLong(in.readInt());
      if (!"LocalVariableTable".equals(attribute)) {
        in.skipNBytes(length);
        continue;
      }
      for (int variables = in.readUnsignedShort(); variables > 0; variables--) {
        int start = in.readUnsignedShort();
        int end = start + in.readUnsignedShort();
        String name = texts[in.readUnsignedShort()];
        in.readUnsignedShort();
        if (in.readUnsignedShort() == slot && bytecode >= start && bytecode < end) {
          return name;
        }
      }
    }
    return null;
  }
}
