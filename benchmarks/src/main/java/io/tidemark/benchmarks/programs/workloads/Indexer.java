package io.tidemark.benchmarks.programs.workloads;

import java.io.IOException;
import java.util.Random;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Lucene, which indexes or replaces ten documents an operation, and commits now and then. */
final class Indexer implements Workload {

  private static final int BATCH = 10;
  private static final int DOCUMENTS = 10_000;
  private static final int WORDS = 50_000;
  private static final int LENGTH = 150;
  private static final int COMMIT_EVERY = 200;

  private final Random random = new Random(1);
  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final IndexWriter writer =
      new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()));
  private long operations;

  Indexer() throws IOException {}

  @Override
  public void operate() throws IOException {
    for (int i = 0; i < BATCH; i++) {
      String id = Integer.toString(random.nextInt(DOCUMENTS));
      Document document = new Document();
      document.add(new StringField("id", id, Field.Store.YES));
      document.add(new TextField("text", text(), Field.Store.NO));
      writer.updateDocument(new Term("id", id), document);
    }
    if (++operations % COMMIT_EVERY == 0) {
      writer.commit();
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      // few words are frequent, as in a language
      double rank = Math.pow(random.nextDouble(), 3);
      text.append('w').append((int) (rank * WORDS)).append(' ');
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    writer.close();
    directory.close();
  }
}
