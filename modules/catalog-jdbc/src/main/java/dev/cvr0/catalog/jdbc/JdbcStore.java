// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.jdbc;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.files.Sha256;
import dev.cvr0.catalog.publication.ClientKind;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.NodeStatus;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.publication.PublicationRequest;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.signing.Emergency;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The publications in a database, as an operator changes them. A publication is added in one transaction. Each version but
 * the newest has exactly one successor, because the base version is unique: of publishers with the same base, one wins.
 */
final class JdbcStore implements PublicationStore {

    /** The number of the most frequent kinds of clients that are listed. */
    private static final int MAX_KINDS = 100_000;

    private static final String PUBLICATIONS =
            "select version, base_version, digest, author, time, comment, active_from from cvr0_publication"
                    + " order by version desc limit ?";
    private static final String NODES =
            "select node, serving, digest, loaded, problem, started, seen, clock_offset_ms, software,"
                    + " live_until > {now} from cvr0_node where seen > {now} - interval '30' day order by node";

    /** The number of kinds that are counted separately over time. */
    private static final int MAX_KINDS_OVER_TIME = 1000;

    private static final String OVER_TIME = "select {step}, coalesce(top.kind, ''), sum(c.count)"
            + " from cvr0_client_count c left join (select kind from cvr0_client_count where hour >= ? and kind <> ''"
            + " group by kind order by sum(count) desc limit ?) top on top.kind = c.kind where c.hour >= ? group by 1, 2";

    private final Database database;

    private JdbcStore(Database database) {
        this.database = database;
    }

    /** Opens a store, and creates missing tables. */
    static JdbcStore open(Database database) {
        try {
            Schema.create(database);
            return new JdbcStore(database);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public List<Publication> history(int limit) {
        return database.run(session -> session.list(JdbcStore::publication, PUBLICATIONS, limit));
    }

    @Override
    public byte[] manifest(long version) {
        return database.run(session -> session.first(
                        row -> row.getBytes(1),
                        "select substring(manifest, 1, ?) from cvr0_publication where version = ?",
                        SignedManifest.MAX_BYTES + 1,
                        version))
                .orElseThrow(() -> refused("there is no version " + version + "; 'cvr0 history' lists the versions"));
    }

    @Override
    public byte[] file(SignedFile file) {
        return database.run(session -> JdbcSource.file(session, file))
                .orElseThrow(() -> refused(
                        "there is no file with the SHA-256 " + file.sha256() + "; restore a backup of the database"));
    }

    @Override
    public Publication publish(PublicationRequest request) {
        validate(request);
        try {
            return database.transact(session -> add(session, request));
        } catch (PublicationException e) {
            throw history(1).stream()
                    .filter(newest -> newest.version() != request.base())
                    .findFirst()
                    .map(newest -> outdated(request, newest))
                    .orElse(e);
        }
    }

    @Override
    public void publishEmergency(byte[] document, String author) {
        if (document.length > Emergency.MAX_BYTES) {
            throw refused("the emergency document is larger than " + Emergency.MAX_BYTES + " bytes; shorten it");
        }
        int unused = database.transact(session -> {
            session.audit(author, "emergency", Sha256.of(document).hex());
            return session.update(
                    "insert into cvr0_emergency (document, author, time) values (?, ?, {now})", document, author);
        });
    }

    @Override
    public List<Node> nodes() {
        return database.run(session -> session.list(JdbcStore::node, NODES));
    }

    @Override
    public SortedMap<ClientKind, Long> clients(Instant since) {
        List<Map.Entry<ClientKind, Long>> rows = database.run(session -> session.list(
                row -> Map.entry(ClientCounter.kind(row.getString(1)), row.getLong(2)),
                "select kind, sum(count) from cvr0_client_count where hour >= ? and kind <> '' group by kind"
                        + " order by 2 desc limit ?",
                since.truncatedTo(ChronoUnit.HOURS),
                MAX_KINDS));
        SortedMap<ClientKind, Long> counts = new TreeMap<>();
        rows.forEach(row -> counts.put(row.getKey(), row.getValue()));
        return counts;
    }

    @Override
    public SortedMap<Instant, Map<ClientKind, Long>> clientsOverTime(Instant since, ChronoUnit step) {
        SortedMap<Instant, Map<ClientKind, Long>> counts = new TreeMap<>();
        for (Counted counted : database.run(session -> session.list(
                row -> counted(row, step),
                OVER_TIME.replace("{step}", step == ChronoUnit.DAYS ? "cast(c.hour as date)" : "c.hour"),
                since.truncatedTo(ChronoUnit.HOURS),
                MAX_KINDS_OVER_TIME,
                since.truncatedTo(ChronoUnit.HOURS)))) {
            counts.computeIfAbsent(counted.time(), time -> new HashMap<>()).put(counted.kind(), counted.count());
        }
        return counts;
    }

    private record Counted(Instant time, ClientKind kind, long count) {}

    private static Counted counted(ResultSet row, ChronoUnit step) throws SQLException {
        Instant time = step == ChronoUnit.DAYS
                ? row.getObject(1, LocalDate.class).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Session.time(row, 1).orElseThrow();
        return new Counted(time, ClientCounter.kind(row.getString(2)), row.getLong(3));
    }

    @Override
    public void close() {
        database.close();
    }

    private void validate(PublicationRequest request) {
        long version = request.signed().manifest().version();
        if (version <= request.base()) {
            throw refused("version " + version + " is not higher than version " + request.base()
                    + ", which it replaces; sign a higher version");
        }
        if (request.document().length > SignedManifest.MAX_BYTES) {
            throw refused(
                    "the signed manifest has more than " + SignedManifest.MAX_BYTES + " bytes; publish fewer files");
        }
        for (SignedFile file : request.signed().manifest().files()) {
            if (!file.matches(request.files().getOrDefault(file.sha256(), new byte[0]))) {
                throw refused(file.name() + " does not match the signature; sign the catalog again");
            }
        }
    }

    private Publication add(Session session, PublicationRequest request) throws SQLException {
        Optional<Publication> newest = session.first(JdbcStore::publication, PUBLICATIONS, 1);
        if (newest.map(Publication::version).orElse(0L) != request.base()) {
            throw newest.map(publication -> outdated(request, publication))
                    .orElseGet(() -> refused("version " + request.base()
                            + " was never published here; check the location, or publish on top of version 0"));
        }
        if (request.activeFrom().isPresent() && newest.isPresent()) {
            refuseSecondSchedule(session, newest.get());
        }
        session.update(
                "insert into cvr0_publication"
                        + " (version, base_version, digest, manifest, author, time, comment, active_from)"
                        + " values (?, ?, ?, ?, ?, {now}, ?, ?)",
                request.signed().manifest().version(),
                request.base(),
                request.signed().digest().hex(),
                request.document(),
                request.author(),
                request.comment(),
                request.activeFrom());
        for (SignedFile file : request.signed().manifest().files()) {
            add(session, file, request);
        }
        session.audit(
                request.author(),
                "publish",
                "version " + request.signed().manifest().version() + ", manifest "
                        + request.signed().digest());
        return session.first(JdbcStore::publication, PUBLICATIONS, 1).orElseThrow();
    }

    private void refuseSecondSchedule(Session session, Publication newest) throws SQLException {
        Instant now = session.first(row -> Session.time(row, 1).orElseThrow(), "select {now}")
                .orElseThrow();
        if (newest.activeFrom().filter(now::isBefore).isPresent()) {
            throw refused("version " + newest.version() + " comes into force at "
                    + newest.activeFrom().get()
                    + "; schedule the next version after that time, or publish it without a time");
        }
    }

    /** Adds a file that is not present, and replaces a damaged one. */
    private static void add(Session session, SignedFile file, PublicationRequest request) throws SQLException {
        byte[] bytes = request.files().getOrDefault(file.sha256(), new byte[0]);
        Optional<byte[]> present = JdbcSource.file(session, file);
        if (present.isEmpty()) {
            session.update(
                    "insert into cvr0_publication_file (digest, bytes) values (?, ?)",
                    file.sha256().hex(),
                    bytes);
        } else if (!file.matches(present.get())) {
            session.update(
                    "update cvr0_publication_file set bytes = ? where digest = ?",
                    bytes,
                    file.sha256().hex());
            session.audit(request.author(), "repair", "file " + file.sha256());
        }
    }

    private PublicationException outdated(PublicationRequest request, Publication newest) {
        return refused(
                LogSafeText.escape(newest.author()) + " published version " + newest.version() + " at " + newest.time()
                        + (newest.comment().isEmpty() ? "" : " (" + LogSafeText.escape(newest.comment()) + ")")
                        + ", but version "
                        + request.signed().manifest().version() + " is based on version " + request.base()
                        + "; compare with 'cvr0 diff " + request.base() + " " + newest.version()
                        + "', then sign a higher version");
    }

    private PublicationException refused(String message) {
        return new PublicationException(name() + ": " + message);
    }

    private static Publication publication(ResultSet row) throws SQLException {
        return new Publication(
                row.getLong(1),
                row.getLong(2),
                new Sha256(row.getString(3)),
                row.getString(4),
                Session.time(row, 5).orElseThrow(),
                row.getString(6),
                Session.time(row, 7));
    }

    private static Node node(ResultSet row) throws SQLException {
        NodeStatus status =
                new NodeStatus(row.getLong(2), row.getString(3), row.getLong(4), Optional.ofNullable(row.getString(5)));
        return new Node(
                row.getString(1),
                status,
                Session.time(row, 6).orElse(Instant.EPOCH),
                Session.time(row, 7).orElse(Instant.EPOCH),
                Duration.ofMillis(row.getLong(8)),
                row.getString(9),
                row.getBoolean(10));
    }
}
