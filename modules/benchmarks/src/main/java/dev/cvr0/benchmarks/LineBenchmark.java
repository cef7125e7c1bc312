// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.CatalogPolicy;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.CvqChecks;
import dev.cvr0.plugin.CvqFault;
import dev.cvr0.plugin.CvqRequest;
import dev.cvr0.plugin.StandalonePlugin;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The way of a line of CVQ through the plugin, with the bundled catalogue: each step, and all of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineBenchmark {

    private static final String BEFORE = "CVQ 2 0x0409 winnt 5.";
    private static final String AFTER = " i386 MSNMSGR 6.1.0211 MSMSGS ann@example.com";
    private static final String LINE = BEFORE + "1" + AFTER;

    private final HandlerRegistry registry = new HandlerRegistry();
    private final StandalonePlugin plugin = StandalonePlugin.on(registry)
            .policy(new CatalogPolicy(new CatalogLoader().bundled()))
            .start();
    private final CvqChecks checks = plugin.bean(CvqChecks.class);
    private final PlainSession session = new PlainSession(InetAddress.getLoopbackAddress());
    private final CommandHandler handler = registry.find(Verb.CVQ).orElseThrow().handler();
    private final Command command = Command.parse(LINE).orElseThrow();
    private final CvqRequest valid = CvqRequest.of(command);
    private final CvqRequest invalid =
            CvqRequest.of(Command.parse(LINE.replace("0x0409", "0x1111")).orElseThrow());
    private Reply reply = new Reply.Declined();
    private final Commands users = Commands.of(4096, i -> LINE.replace("ann@", "user" + i + "@"));
    private long programs;

    /** For JMH, which makes it. */
    public LineBenchmark() {}

    /** Makes the reply whose encoding is measured. */
    @Setup
    public void answer() {
        reply = handler.handle(command, session);
    }

    /** Ends the plugin. */
    @TearDown
    public void close() {
        plugin.close();
    }

    /**
     * From a line to its parts.
     *
     * @return the command
     */
    @Benchmark
    public Optional<Command> parse() {
        return Command.parse(LINE);
    }

    /**
     * From parts to names.
     *
     * @return the request
     */
    @Benchmark
    public CvqRequest bind() {
        return CvqRequest.of(command);
    }

    /**
     * The checks of a request that passes.
     *
     * @return nothing
     */
    @Benchmark
    public Optional<CvqFault> validateValid() {
        return checks.findFault(valid);
    }

    /**
     * The checks of a request with a locale that is none.
     *
     * @return the fault
     */
    @Benchmark
    public Optional<CvqFault> validateInvalid() {
        return checks.findFault(invalid);
    }

    /**
     * The client that a request describes.
     *
     * @return the client
     */
    @Benchmark
    public ClientProfile profile() {
        return valid.profile(session);
    }

    /**
     * From a reply to a line.
     *
     * @return the line
     */
    @Benchmark
    public Optional<String> encode() {
        return reply.line();
    }

    /**
     * The whole handler, asked by one user after another with the same program.
     *
     * @return the reply
     */
    @Benchmark
    public Reply handleSeen() {
        return handler.handle(users.next(), session);
    }

    /**
     * The whole handler, asked with one program after another, of which none comes again. Their lines are made and parsed
     * here too: so many made before would not be in the processor's caches, as a line that was just read is.
     *
     * @return the reply
     */
    @Benchmark
    public Reply handleNew() {
        String line = BEFORE + programs++ + AFTER;
        return handler.handle(Command.parse(line).orElseThrow(), session);
    }

    /**
     * From a line to a line, with a program that was seen before.
     *
     * @return the answer
     */
    @Benchmark
    public Optional<String> line() {
        return handler.handle(Command.parse(LINE).orElseThrow(), session).line();
    }

    /** Commands in turn. For one thread. */
    private static final class Commands {

        private final List<Command> commands;
        private int next;

        private Commands(List<Command> commands) {
            this.commands = commands;
        }

        static Commands of(int count, IntFunction<String> line) {
            return new Commands(IntStream.range(0, count)
                    .mapToObj(line)
                    .map(text -> Command.parse(text).orElseThrow())
                    .toList());
        }

        Command next() {
            next = next + 1 < commands.size() ? next + 1 : 0;
            return commands.get(next);
        }
    }
}
