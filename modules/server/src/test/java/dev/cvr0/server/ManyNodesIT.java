// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.CatalogSigner;
import dev.cvr0.catalog.TcpProxy;
import dev.cvr0.catalog.TcpProxy.Mode;
import dev.cvr0.catalog.jdbc.JdbcSourceProvider;
import dev.cvr0.catalog.publication.Node;
import dev.cvr0.catalog.publication.Publication;
import dev.cvr0.catalog.publication.PublicationStore;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKeyPair;
import dev.cvr0.server.NodeProcess.Answer;
import dev.cvr0.settings.SettingSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Servers as processes that share a PostgreSQL database. Clients ask all servers all the time, and the recorded answers are
 * compared with what each version answers.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only the binaries of PostgreSQL for Linux are test dependencies")
class ManyNodesIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Instant EXPIRES = Instant.parse("2999-01-31T00:00:00Z");
    private static final long CLIENT_PAUSE_NANOS = 5_000_000;
    private static final Duration IDLE = Duration.ofSeconds(20);
    private static final int HANGS = 11;
    private static final int WARM_UP_ANSWERS = 20_000;

    /** Longer than the limits of a server for a query and for a connection. */
    private static final Duration HANG = Duration.ofSeconds(5);

    private static final Pattern VERSION = Pattern.compile(".* http://example\\.com/(\\d+)/[a-z]+ .*");

    /** The counts of a killed server are written each minute, at the next poll. */
    private static final Duration MAX_LOST_COUNTS = Duration.ofSeconds(65);

    /** The difference between the clocks that a server measures has half of the duration of a query as its error. */
    private static final Duration SWITCH_TOLERANCE = Duration.ofMillis(100);

    /** Half of the users are in the rollout. */
    private static final List<String> REQUESTS = IntStream.range(0, 20)
            .mapToObj(user ->
                    "CVQ 2 0x0409 winnt 5.1 i386 LIB " + (1 + user % 3) + ".0 MSMSGS user" + user + "@example.com")
            .toList();

    private final SigningKeyPair keys = SigningKeyPair.generate();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final Map<Long, Catalog> catalogs = new HashMap<>();
    private final Map<Long, Instant> waited = new HashMap<>();

    @TempDir
    private Path temp;

    private Path home;
    private EmbeddedPostgres postgres;
    private int port;
    private String target;

    @BeforeEach
    void startDatabase() throws IOException, URISyntaxException {
        DistributionCopy copy = DistributionCopy.in(Files.createDirectory(temp.resolve("home")));
        copy.addJarOf(org.postgresql.Driver.class);
        home = copy.home();
        runDatabase();
        port = postgres.getPort();
        target = url(port);
    }

    @AfterEach
    void stop() throws IOException {
        nodes.forEach(NodeProcess::close);
        postgres.close();
    }

    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldServeEachVersionInOrderAndCountEachAnswer() throws Exception {
        publishAndCompare(3, 5);
    }

    @Tag("slow")
    @Test
    @Timeout(value = 1800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldServeManyVersionsOnTenServers() throws Exception {
        publishAndCompare(10, 50);
    }

    /** Measures the transactions of servers without clients. */
    @Tag("slow")
    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldRarelyAskTheDatabaseWithoutChanges() throws Exception {
        publish(1);
        start(3, port);
        awaitLive(Instant.now());

        long before = transactions();
        long start = System.nanoTime();
        await(() -> System.nanoTime() - start > IDLE.toNanos());
        double seconds = (System.nanoTime() - start) / 1e9;
        double rate = (transactions() - before) / seconds / nodes.size();

        print("transactions per server and second without changes: %.2f".formatted(rate));
        assertThat(rate).isLessThan(2);
    }

    /** Compares the latency of a server while its database hangs with the latency before, in alternating rounds. */
    @Tag("slow")
    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldAnswerAsFastWhileTheDatabaseHangs() throws Exception {
        publish(1);
        try (TcpProxy proxy = new TcpProxy(port)) {
            start(1, proxy.port());
            NodeProcess node = nodes.get(0);
            node.ask(REQUESTS, 0);
            await(() -> node.count() > WARM_UP_ANSWERS);
            List<Double> ratios = new ArrayList<>();
            List<Double> hanging = new ArrayList<>();
            for (int round = 0; round < HANGS; round++) {
                awaitLive(Instant.now());
                double before = p99(node);
                proxy.mode(Mode.STALL);
                double during = p99(node);
                proxy.mode(Mode.PASS);
                ratios.add(during / before);
                hanging.add(during);
            }
            ratios.sort(null);
            hanging.sort(null);
            print(
                    "p99 while the database hangs: median %.2f ms, hanging / before, median of %d rounds: %.2f (%.2f to %.2f)"
                            .formatted(
                                    hanging.get(HANGS / 2),
                                    HANGS,
                                    ratios.get(HANGS / 2),
                                    ratios.get(0),
                                    ratios.get(HANGS - 1)));
            assertThat(node.endClient()).extracting(ManyNodesIT::version).containsOnly(1L);
            assertThat(node.unanswered()).isZero();
            assertThat(ratios.get(HANGS / 2)).isLessThan(1.2);
        }
    }

    /** Returns the latency that one of 100 answers exceeds, in milliseconds. */
    private static double p99(NodeProcess node) {
        int from = node.count();
        long start = System.nanoTime();
        await(() -> System.nanoTime() - start > HANG.toNanos());
        List<Long> nanos = node.answersFrom(from).stream()
                .map(answer ->
                        Duration.between(answer.sent(), answer.received()).toNanos())
                .sorted()
                .toList();
        return nanos.get(nanos.size() * 99 / 100) / 1e6;
    }

    private long transactions() throws SQLException {
        try (Connection connection = DriverManager.getConnection(target);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select xact_commit from pg_stat_database where datname = 'postgres'")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void publishAndCompare(int servers, int rounds) throws Exception {
        publish(1);
        start(servers, port);
        awaitLive(Instant.now());
        nodes.forEach(node -> node.ask(REQUESTS, CLIENT_PAUSE_NANOS));
        NodeProcess victim = nodes.get(1);
        Instant killed = Instant.MIN;
        List<Long> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (round == rounds / 2) {
                killed = victim.killAndRestart();
                awaitLive(killed);
            } else if (round == rounds * 3 / 4) {
                postgres.close();
                runDatabase();
                awaitLive(Instant.now());
            }
            millis.add(publishAndWait(round + 2));
        }
        millis.sort(null);
        print(servers + " servers, " + rounds + " rounds: from the publication to the last acknowledgement, median "
                + millis.get(rounds / 2) + " ms, worst " + millis.get(rounds - 1) + " ms");

        long last = rounds + 2;
        switchAt(last, Duration.ofSeconds(5 + servers / 2));

        Map<String, Integer> answers = new HashMap<>();
        int lastMinute = 0;
        for (NodeProcess node : nodes) {
            List<Answer> history = node.endClient();
            compare(node, history);
            answers.put(node.name(), history.size());
            if (node.equals(victim)) {
                Instant from = killed.minus(MAX_LOST_COUNTS);
                Instant to = killed;
                lastMinute = (int) history.stream()
                        .filter(answer ->
                                answer.received().isAfter(from) && answer.sent().isBefore(to))
                        .count();
            } else {
                assertThat(node.unanswered()).as(node.name()).isZero();
            }
        }
        for (NodeProcess node : nodes) {
            node.stop();
        }
        Map<String, Integer> counted = counts();
        assertThat(Optional.ofNullable(counted.remove(victim.name())).orElse(0))
                .as("counts of the killed server")
                .isBetween(
                        answers.get(victim.name()) - lastMinute, answers.remove(victim.name()) + victim.unanswered());
        assertThat(counted).isEqualTo(answers);
    }

    /** Verifies the answers of a server: in order, as explained, and none of an older version after the command ended. */
    private void compare(NodeProcess node, List<Answer> history) {
        long last = 1;
        Map<String, String> expected = new HashMap<>();
        for (Answer answer : history) {
            long version = version(answer);
            assertThat(version)
                    .as("%s after version %d: %s", node.name(), last, answer)
                    .isGreaterThanOrEqualTo(last);
            assertThat(answer.line())
                    .as(node.name())
                    .isEqualTo(expected.computeIfAbsent(
                            version + answer.request(), unused -> explain(catalogs.get(version), answer.request())));
            Instant next = waited.getOrDefault(version + 1, Instant.MAX);
            assertThat(answer.sent())
                    .as("%s: %s after the command waited for the next version", node.name(), answer)
                    .isBefore(next);
            last = version;
        }
        assertThat(last).as(node.name()).isEqualTo(catalogs.size());
    }

    private static long version(Answer answer) {
        Matcher matcher = VERSION.matcher(answer.line());
        assertThat(matcher.matches()).as(answer.toString()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    private static String explain(Catalog catalog, String request) {
        String[] words = request.split(" ");
        ClientProfile client = new ClientProfile(
                new ClientProgram(
                        Lcid.tryParse(words[2]).orElseThrow(),
                        words[3],
                        words[4],
                        words[5],
                        words[6],
                        ClientVersion.parse(words[7]),
                        words[8]),
                words[9],
                List.of(),
                InetAddress.getLoopbackAddress());
        Advice advice = (Advice) catalog.explain(client, Instant.now()).verdict();
        return advice.parameters().stream().map(Object::toString).collect(Collectors.joining(" ", "CVQ 2 ", ""));
    }

    /** Publishes a version that comes into force later, and compares the times of the switch. */
    private void switchAt(long version, Duration delay) throws Exception {
        List<Integer> before = nodes.stream().map(NodeProcess::count).toList();
        publish(version, "--active-from=" + delay, "--wait=" + LIMIT.toSeconds() + "s");
        Instant activeFrom = newest().activeFrom().orElseThrow();
        assertThat(Instant.now()).as("time for the test").isBefore(activeFrom);
        CompletableFuture<Duration> delays = CompletableFuture.supplyAsync(() -> measureDelay(activeFrom));
        await(() -> nodes.stream().allMatch(node -> version(node.last()) == version));

        Duration tolerance = SWITCH_TOLERANCE.plus(delays.get());
        Duration early = Duration.ofDays(-1);
        Duration late = Duration.ofDays(-1);
        for (int i = 0; i < nodes.size(); i++) {
            for (Answer answer : nodes.get(i).answersFrom(before.get(i))) {
                if (version(answer) == version) {
                    early = max(early, Duration.between(answer.received(), activeFrom));
                } else {
                    late = max(late, Duration.between(activeFrom, answer.sent()));
                }
            }
        }
        print("scheduled switch of " + nodes.size() + " servers: first new answer " + -early.toMillis()
                + " ms, last request with an old answer " + late.toMillis() + " ms after the time; delay of threads "
                + delays.get().toMillis() + " ms");
        assertThat(early).isLessThanOrEqualTo(tolerance);
        assertThat(late).isLessThanOrEqualTo(tolerance);
    }

    /** Returns by how much threads of this machine are late around a time. */
    private static Duration measureDelay(Instant time) {
        long worst = 0;
        while (Instant.now().isBefore(time.plusMillis(500))) {
            long start = System.nanoTime();
            LockSupport.parkNanos(1_000_000);
            worst = Math.max(worst, System.nanoTime() - start);
        }
        return Duration.ofNanos(worst);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    /** Publishes a version, waits for all servers, and returns the time to the last acknowledgement. */
    private long publishAndWait(long version) throws Exception {
        publish(version, "--wait=" + LIMIT.toSeconds() + "s");
        waited.put(version, Instant.now());
        Instant last = withStore(store ->
                store.nodes().stream().map(Node::seen).max(Instant::compareTo).orElseThrow());
        return Duration.between(newest().time(), last).toMillis();
    }

    private void publish(long version, String... options) throws IOException {
        Path folder = Files.createDirectory(temp.resolve("v" + version));
        Files.writeString(folder.resolve("10-releases.yaml"), "format: 1\nreleases: { LIB: [1.0, 2.0, 3.0] }\n");
        Files.writeString(folder.resolve("20-rules.yaml"), """
                rules:
                  - { name: half, when: { library: LIB, client-version: { below: 3.0 } }, rollout: 50%%, recommend: 3.0, minimum: 2.0,
                      download: http://example.com/%1$d/half, fallback: http://example.com/%1$d/f }
                otherwise: { recommend: 3.0, minimum: 1.0, download: http://example.com/%1$d/rest,
                    fallback: http://example.com/%1$d/f }
                """.formatted(version));
        new CatalogSigner(keys.signing()).sign(folder, new SignedRevision(version, EXPIRES));
        catalogs.put(version, new CatalogLoader().load(folder));
        List<String> args = new ArrayList<>(
                List.of("publish", folder.toString(), "--to=" + target, "--public-key=" + keys.verifying()));
        args.addAll(List.of(options));
        StringWriter out = new StringWriter();
        CommandLine command = Cvr0Command.lineFor(args.toArray(String[]::new));
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        assertThat(command.execute(args.toArray(String[]::new)))
                .as(out.toString())
                .isZero();
    }

    private Publication newest() {
        return withStore(store -> store.history(1).get(0));
    }

    private void start(int servers, int onPort) throws IOException {
        List<String> options = List.of(
                "--catalog=" + url(onPort),
                "--set=cvr0.catalog.public-key=" + keys.verifying(),
                "--set=cvr0.catalog.reload=1s");
        for (int number = 1; number <= servers; number++) {
            nodes.add(new NodeProcess("n" + number, home, temp, options));
        }
        for (NodeProcess node : nodes) {
            node.awaitStart();
        }
    }

    /** Waits until all servers have reported after a time. */
    private void awaitLive(Instant time) {
        await(() -> withStore(store -> store.nodes().stream()
                        .filter(node -> node.seen().isAfter(time))
                        .count())
                == nodes.size());
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private <T> T withStore(Function<PublicationStore, T> use) {
        try (PublicationStore store = new JdbcSourceProvider().store(target, SettingSource.EMPTY)) {
            return use.apply(store);
        }
    }

    private Map<String, Integer> counts() throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(target);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select node, sum(count) from cvr0_client_count group by node")) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return counts;
    }

    private void runDatabase() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(temp.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static String url(int onPort) {
        return "jdbc:postgresql://127.0.0.1:" + onPort + "/postgres?user=postgres";
    }

    private static void print(String text) {
        System.out.printf(
                "%s (load average %.1f)%n",
                text, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
