package io.tidemark.examples.batch;

/**
 * One record of a batch.
 *
 * @param id unique within a cycle
 * @param account who is credited
 * @param cents the amount
 */
public record Payment(long id, int account, long cents) {}
