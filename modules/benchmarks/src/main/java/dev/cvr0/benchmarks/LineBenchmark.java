// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.validation.CvqRequest;
import dev.cvr0.plugin.validation.CvqRequestValidator;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Measures the single steps of the plugin for a CVQ line, with the bundled catalog, and all steps together. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineBenchmark {

    private static final String BEFORE = "CVQ 2 0x0409 winnt 5.";
    private static final String AFTER = " i386 MSNMSGR 6.1.0211 MSMSGS ann@example.com";

    private final Catalog catalog = new CatalogLoader().bundled();
    private final HandlerRegistry registry = new HandlerRegistry(List.of());
    private final StandalonePlugin plugin = StandalonePlugin.on(registry)
            .policy(client -> catalog.decide(client, Instant.now()))
            .start();
    private final CvqRequestValidator validator = new CvqRequestValidator(PluginSettings.DEFAULTS);
    private final PlainSession session = new PlainSession(InetAddress.getLoopbackAddress());
    private final CommandHandler handler = registry.handler(Verb.CVQ).orElseThrow();
    private final Command command = Command.tryParse(BEFORE + "1" + AFTER).orElseThrow();
    private final CvqRequest valid = CvqRequest.of(command);
    private final CvqRequest invalid = CvqRequest.of(
            Command.tryParse((BEFORE + "1" + AFTER).replace("0x0409", "0x1111")).orElseThrow());
    private final Reply reply =
            handler.handle(command, session).toCompletableFuture().join();
    private long lines;

    /** Stops the plugin. */
    @TearDown
    public void close() {
        plugin.close();
    }

    /** Binds the parameters. */
    @Benchmark
    public CvqRequest bind() {
        return CvqRequest.of(command);
    }

    /** Validates a valid request. */
    @Benchmark
    public Optional<InvalidRequest> validateValid() {
        return validator.validate(valid);
    }

    /** Validates a request with an unknown locale. */
    @Benchmark
    public Optional<InvalidRequest> validateInvalid() {
        return validator.validate(invalid);
    }

    /** Creates the client profile. */
    @Benchmark
    public ClientProfile profile() {
        return valid.profile(List.of(), session.remoteAddress());
    }

    /** Encodes the reply. */
    @Benchmark
    public Optional<String> encode() {
        return reply.line();
    }

    /** Runs the whole handler on one command. */
    @Benchmark
    public CompletionStage<Reply> handle() {
        return handler.handle(command, session);
    }

    /** Parses a new line and runs the whole handler. */
    @Benchmark
    public CompletionStage<Reply> parseAndHandle() {
        String line = BEFORE + lines++ + AFTER;
        return handler.handle(Command.tryParse(line).orElseThrow(), session);
    }
}
