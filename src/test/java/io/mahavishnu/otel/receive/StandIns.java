package io.mahavishnu.otel.receive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.mahavishnu.otel.embed.PassageEmbedder;
import io.mahavishnu.otel.index.IndexFigures;
import io.mahavishnu.otel.index.IndexSnapshot;
import io.mahavishnu.otel.index.IndexedPassage;
import io.mahavishnu.otel.index.IndexedTrace;
import io.mahavishnu.otel.index.TraceIndex;
import io.mahavishnu.otel.passage.Passage;
import io.mahavishnu.otel.passage.PassageId;
import io.mahavishnu.otel.passage.TraceTexts;
import io.mahavishnu.otel.store.AppendReceipt;
import io.mahavishnu.otel.store.Change;
import io.mahavishnu.otel.store.LogPosition;
import io.mahavishnu.otel.store.OperationFigures;
import io.mahavishnu.otel.store.ServiceFigures;
import io.mahavishnu.otel.store.SpanLocations;
import io.mahavishnu.otel.store.StoreFigures;
import io.mahavishnu.otel.store.TraceLocation;
import io.mahavishnu.otel.store.TraceStore;
import io.mahavishnu.otel.store.VectorStore;
import io.mahavishnu.otel.trace.ReceivedSpan;
import io.mahavishnu.otel.trace.SpanId;
import io.mahavishnu.otel.trace.TraceId;

import org.springframework.context.annotation.Bean;

/** What other packages have not brought yet; to be deleted when they have. */
class StandIns {

	@Bean
	TraceStore traceStore() {
		return new ListStore();
	}

	@Bean
	VectorStore vectorStore() {
		return new NoVectors();
	}

	@Bean
	TraceIndex traceIndex() {
		return new ForgetfulIndex();
	}

	@Bean
	TraceTexts traceTexts() {
		return new TraceTexts();
	}

	@Bean
	PassageEmbedder passageEmbedder() {
		return new PassageEmbedder();
	}

	private static final class ListStore implements TraceStore {

		private final List<Change> log = new ArrayList<>();

		@Override
		public synchronized CompletableFuture<AppendReceipt> append(List<ReceivedSpan> spans) {
			Map<TraceId, Integer> fresh = new HashMap<>();
			int duplicates = 0;
			for (ReceivedSpan each : spans) {
				fresh.putIfAbsent(each.span().traceId(), 0);
				if (stored(each.span().traceId()).containsKey(each.span().spanId())) {
					duplicates++;
				}
				else {
					this.log.add(new Change.Appended(new LogPosition(this.log.size() + 1), each));
					fresh.merge(each.span().traceId(), 1, Integer::sum);
				}
			}
			return CompletableFuture.completedFuture(new AppendReceipt(head(), fresh, duplicates, 0));
		}

		@Override
		public synchronized CompletableFuture<LogPosition> delete(TraceLocation trace, LogPosition tail) {
			this.log.add(new Change.Deleted(new LogPosition(this.log.size() + 1), trace.id()));
			return CompletableFuture.completedFuture(head());
		}

		@Override
		public synchronized Map<TraceId, List<Change.Appended>> read(Collection<TraceLocation> traces,
				LogPosition tail) {
			Map<TraceId, List<Change.Appended>> found = new LinkedHashMap<>();
			traces.forEach((trace) -> {
				Map<SpanId, Change.Appended> spans = stored(trace.id());
				if (!spans.isEmpty()) {
					found.put(trace.id(), List.copyOf(spans.values()));
				}
			});
			return found;
		}

		@Override
		public synchronized List<Change> changes(LogPosition after, int limit) {
			return this.log.stream().skip(after.value()).limit(limit).toList();
		}

		@Override
		public synchronized LogPosition head() {
			return new LogPosition(this.log.size());
		}

		@Override
		public List<ServiceFigures> services() {
			return List.of();
		}

		@Override
		public List<OperationFigures> operations(String service) {
			return List.of();
		}

		@Override
		public StoreFigures figures() {
			throw new UnsupportedOperationException();
		}

		private Map<SpanId, Change.Appended> stored(TraceId id) {
			Map<SpanId, Change.Appended> spans = new LinkedHashMap<>();
			for (Change change : this.log) {
				if (change instanceof Change.Appended appended && appended.traceId().equals(id)) {
					spans.putIfAbsent(appended.received().span().spanId(), appended);
				}
				else if (change instanceof Change.Deleted deleted && deleted.traceId().equals(id)) {
					spans.clear();
				}
			}
			return spans;
		}

	}

	private static final class NoVectors implements VectorStore {

		@Override
		public Map<PassageId, float[]> find(String model, Collection<PassageId> passages) {
			return Map.of();
		}

		@Override
		public void put(String model, Map<PassageId, float[]> vectors) {
		}

		@Override
		public void remove(Collection<PassageId> passages) {
		}

		@Override
		public long count(String model) {
			return 0;
		}

	}

	private static final class ForgetfulIndex implements TraceIndex {

		private LogPosition watermark = LogPosition.START;

		@Override
		public LogPosition watermark() {
			return this.watermark;
		}

		@Override
		public Set<PassageId> missing(Collection<PassageId> passages) {
			return new HashSet<>(passages);
		}

		@Override
		public void putPassages(Collection<IndexedPassage> passages) {
		}

		@Override
		public void putTraces(Collection<IndexedTrace> traces) {
		}

		@Override
		public Set<PassageId> removeTraces(Collection<TraceId> traces) {
			return Set.of();
		}

		@Override
		public Set<PassageId> removeOrphans() {
			return Set.of();
		}

		@Override
		public List<Passage> unembedded(int limit) {
			return List.of();
		}

		@Override
		public void refresh() {
		}

		@Override
		public void commit(LogPosition watermark) {
			this.watermark = watermark;
		}

		@Override
		public void clear() {
			this.watermark = LogPosition.START;
		}

		@Override
		public Map<TraceId, SpanLocations> locate(Collection<TraceId> traces) {
			return Map.of();
		}

		@Override
		public IndexSnapshot snapshot() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Optional<IndexSnapshot> snapshot(String token) {
			return Optional.empty();
		}

		@Override
		public IndexFigures figures() {
			throw new UnsupportedOperationException();
		}

	}

}
