package io.mahavishnu.otel.duckdb;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.mahavishnu.otel.duckdb.GroupFigures.Group;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.store.AppendReceipt;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.OldTraces;
import io.mahavishnu.otel.store.Removal;
import io.mahavishnu.otel.store.TraceLocation;

/** Something for the writer to do. Neighbours of one kind share a transaction. */
sealed interface WriteRequest {

	/** Completes when it is durable, or fails. */
	CompletableFuture<?> done();

	/** How many spans wait with it; 0 when its caller waits too. */
	default int spans() {
		return 0;
	}

	/**
	 * Store spans.
	 *
	 * @param rows the spans
	 * @param done the receipt
	 */
	record Append(List<SpanRow> rows, CompletableFuture<AppendReceipt> done) implements WriteRequest {

		@Override
		public int spans() {
			return this.rows.size();
		}

	}

	/**
	 * Delete a trace.
	 *
	 * @param trace the trace and where its spans lie
	 * @param tail the position after which all is searched
	 * @param done the position of the deletion
	 */
	record Delete(TraceLocation trace, LogPosition tail, CompletableFuture<LogPosition> done) implements WriteRequest {

		@Override
		public int spans() {
			return 1;
		}

	}

	/**
	 * Remove old traces.
	 *
	 * @param traces the traces
	 * @param done what became of them
	 */
	record Remove(OldTraces traces, CompletableFuture<Removal> done) implements WriteRequest {

	}

	/**
	 * Store vectors.
	 *
	 * @param model the model that made them
	 * @param vectors the vectors by passage
	 * @param done completes without a value
	 */
	record PutVectors(String model, Map<PassageId, float[]> vectors,
			CompletableFuture<?> done) implements WriteRequest {

	}

	/**
	 * Remove vectors, of all models.
	 *
	 * @param passages whose vectors
	 * @param done completes without a value
	 */
	record RemoveVectors(Collection<PassageId> passages, CompletableFuture<?> done) implements WriteRequest {

	}

	/**
	 * Keep figures of a stretch of the log.
	 *
	 * @param stretch the stretch
	 * @param groups the figures, which may be of no use when something was deleted
	 * @param deletions what was deleted since they were read
	 * @param done completes without a value
	 */
	record KeepFigures(Stretch stretch, Map<Group, GroupFigures> groups, DeletedNumbers deletions,
			CompletableFuture<?> done) implements WriteRequest {

	}

	/**
	 * Open the database anew, since it was found to be of no use.
	 *
	 * @param done completes without a value
	 */
	record Reopen(CompletableFuture<?> done) implements WriteRequest {

	}

	/**
	 * Run something that needs the writer's thread for itself.
	 *
	 * @param work what to run
	 * @param done completes without a value
	 */
	record Exclusive(Runnable work, CompletableFuture<?> done) implements WriteRequest {

	}

}
