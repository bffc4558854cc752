package io.mahavishnu.otel.index;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.trace.TraceId;

/**
 * Retrieval, derived from the store: whatever is lost here is made again from there.
 * Implementations MUST be safe for use by many readers beside the one feeder that writes,
 * and MUST pass {@code TraceIndexContract} and {@code TraceIndexSearchContract}.
 * <p>
 * Writes become visible by {@link #refresh()} and durable by
 * {@link #commit(LogPosition)}. After a crash the index is as it was at some commit,
 * watermark included.
 */
public interface TraceIndex {

	/**
	 * Every change up to here is durably indexed; {@link LogPosition#START} for a new or
	 * unreadable index.
	 */
	LogPosition watermark();

	/**
	 * No span after here is durably indexed: later than the watermark where some traces
	 * wait longer than others.
	 */
	LogPosition furthest();

	/**
	 * Those of the given passages that the index does not hold; reads its own unrefreshed
	 * writes.
	 */
	Set<PassageId> missing(Collection<PassageId> passages);

	/**
	 * Adds passages; one that is held already is replaced. A passage MUST be put before a
	 * trace that says it.
	 */
	void putPassages(Collection<IndexedPassage> passages);

	/** Adds traces, each in the place of an earlier one with its id. */
	void putTraces(Collection<IndexedTrace> traces);

	/**
	 * Removes traces; ids that are not held are passed over.
	 * @return the passages that no trace says any more; they are removed with their
	 * shapes, here and only here
	 */
	Set<PassageId> removeTraces(Collection<TraceId> traces);

	/**
	 * Removes the shapes that no trace has any more, and the passages that no shape has
	 * any more: what re-indexed traces left behind since the last call.
	 * @return the removed passages
	 */
	Set<PassageId> removeOrphans();

	/** Some passages that have no vector of a model, at most {@code limit} of them. */
	List<Passage> unembedded(String model, int limit);

	/** Makes all writes so far visible to new snapshots. */
	void refresh();

	/** Makes all writes so far durable and notes how far in the change log they reach. */
	void commit(LogPosition watermark);

	/**
	 * Removes from the files what was removed from the index, as far as no snapshot shows
	 * it any more. May take long; reads and writes go on.
	 */
	void purge();

	/**
	 * Begins to rearrange what is indexed so that it is searched faster, as far as that
	 * pays, in the background. To be seen it needs a refresh when it is over, and to let
	 * go of the room that it took, a commit.
	 */
	void tidy();

	/** Whether what is indexed is being rearranged. */
	boolean isTidying();

	/** Forgets everything, watermark included. */
	void clear();

	/**
	 * The model whose vectors are compared with queries; {@link IndexModel#NONE} as long
	 * as none was named.
	 */
	IndexModel model();

	/**
	 * Has queries compared with the vectors of a model from the next refresh on, durably
	 * from the next commit on. Vectors of other models stay where they are.
	 */
	void useModel(IndexModel model);

	/**
	 * Whether writing has become impossible, since the disk failed or the files were
	 * taken away; what is visible stays so.
	 */
	boolean isBroken();

	/**
	 * Opens a broken index anew, as after a crash: it is as it was at the last commit
	 * that can still be read, or empty, and {@link #watermark()} says how far that
	 * reaches. Does nothing when it is not broken; changes nothing when it cannot be
	 * opened, since the disk is full.
	 * @param atLoss run before that state becomes visible
	 */
	void recover(Runnable atLoss);

	/**
	 * Where the spans of traces lie; traces that are not held are absent. Sees refreshed
	 * writes at least.
	 */
	Map<TraceId, SpanLocations> locate(Collection<TraceId> traces);

	/** What is visible now. The caller closes it. */
	IndexSnapshot snapshot();

	/**
	 * What was visible when the token was taken, if that is still kept. The caller closes
	 * it.
	 * @param token from {@link IndexSnapshot#token()}
	 */
	Optional<IndexSnapshot> snapshot(String token);

	/** How many passages that are visible now have a vector of a model. */
	long embeddedPassages(String model);

	/** Counts and sizes of what is visible now. */
	IndexFigures figures();

}
