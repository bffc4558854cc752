package io.mahavishnu.otel.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;

/**
 * The truth: every span, durably, in an append-only log with deletions. Implementations
 * MUST be safe for use by many threads, MUST keep a span exactly as given, and MUST pass
 * {@code TraceStoreContract}.
 * <p>
 * When the store cannot be used, methods throw, and futures fail with, a
 * {@link io.mahavishnu.otel.problem.TraceProblem} of type {@code STORE_UNAVAILABLE}; when
 * too much is waiting, of type {@code OVERLOADED}, at once and without having stored
 * anything.
 */
public interface TraceStore {

	/**
	 * Appends spans, all or none. The future MUST NOT complete normally before they would
	 * survive a crash of the process and of the machine. Many appends may share one
	 * commit. A span is left out when one with the same trace and span id is known to be
	 * stored; where that is not known cheaply, a second copy may be stored, which reading
	 * drops.
	 * @param spans the spans, of any traces; an empty list succeeds
	 */
	CompletableFuture<AppendReceipt> append(List<ReceivedSpan> spans);

	/**
	 * Deletes all spans of a trace that are durable when the deletion takes its position
	 * in the log. The future completes with that position when the deletion is durable;
	 * the spans' text is then gone from every later read.
	 * @param trace the trace and where its spans lie
	 * @param tail the position after which the store looks for spans of the trace that
	 * are not located
	 */
	CompletableFuture<LogPosition> delete(TraceLocation trace, LogPosition tail);

	/**
	 * The next traces in order of receipt of which nothing was received beyond a bound.
	 * @param after the position after which to look, {@link LogPosition#START} at first
	 * @param spansMax how many spans to look at, at least 1
	 * @param bound the bound
	 */
	OldTraces oldest(LogPosition after, int spansMax, ReceiptBound bound);

	/**
	 * The position up to which about a share of all spans lie; {@link LogPosition#START}
	 * when nothing is stored.
	 * @param share the share, in [0, 1]
	 */
	LogPosition positionAt(double share);

	/**
	 * The time before which about a share of all spans was received, nanoseconds since
	 * 1970 UTC; 0 when nothing is stored.
	 * @param share the share, in [0, 1]
	 */
	long receivedEpochNanosAt(double share);

	/**
	 * Deletes old traces, all or none, each under a position of its own, as
	 * {@link #delete} does. A trace that got a span since it was looked for is left. The
	 * future completes when that is durable.
	 * @param traces from {@link #oldest}
	 */
	CompletableFuture<Removal> remove(OldTraces traces);

	/**
	 * The spans of some traces, as stored.
	 * @param traces the traces and where their spans lie
	 * @param tail the position after which the store looks for spans that are not
	 * located; {@link LogPosition#START} looks everywhere
	 * @return for each trace of which something is stored its appended spans in log
	 * order, the first of each span id only; a trace of which nothing is stored is absent
	 */
	Map<TraceId, List<Change.Appended>> read(Collection<TraceLocation> traces, LogPosition tail);

	/**
	 * The {@link ContentHash} of each span of some traces, by span id: enough to tell
	 * what is stored, for a fraction of what {@link #read} costs.
	 * @param traces the traces and where their spans lie
	 * @param tail as of {@link #read}
	 * @return of the first span of each id; a trace of which nothing is stored is absent
	 */
	Map<TraceId, Map<SpanId, Long>> hashes(Collection<TraceLocation> traces, LogPosition tail);

	/**
	 * The changes after a position, in order.
	 * @param after the position before the first change wanted
	 * @param limit the most changes to give, at least 1
	 * @return the changes that are durable; empty only when there are none
	 */
	List<Change> changes(LogPosition after, int limit);

	/** The position of the last durable change. */
	LogPosition head();

	/**
	 * The position of the last change that the store held when it was opened. It lies
	 * before the {@link #head()} of that time when acknowledged changes were lost: what
	 * an index saw after it is gone.
	 */
	LogPosition found();

	/**
	 * How long the store has spent writing so far; it only grows. Whoever follows the log
	 * in the background can tell by it how busy the store is.
	 */
	Duration writingTime();

	/** Figures of each service, by name. */
	List<ServiceFigures> services();

	/**
	 * Figures of each span name of a service, by name; empty when the service is unknown.
	 */
	List<OperationFigures> operations(String service);

	/** Counts and sizes. */
	StoreFigures figures();

}
