// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.benchmarks;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.PlainSession;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import dev.cvr0.host.HandlerRegistry;
import dev.cvr0.plugin.StandalonePlugin;
import dev.cvr0.plugin.settings.PluginSettings;
import dev.cvr0.plugin.validation.CvqRequest;
import dev.cvr0.plugin.validation.CvqRequestValidator;
import dev.cvr0.plugin.validation.RequestError;
import dev.cvr0.settings.SettingSource;
import dev.cvr0.settings.SettingsReader;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The path of a CVQ line through the plugin with the bundled catalog: each step, and all of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LineBenchmark {

    private static final String LINE = "CVQ 2 0x0409 winnt 5.1 i386 MSNMSGR 6.1.0211 MSMSGS ann@example.com";

    private final HandlerRegistry registry = new HandlerRegistry();
    private final StandalonePlugin plugin = StandalonePlugin.on(registry).start();
    private final CvqRequestValidator validator =
            new CvqRequestValidator(PluginSettings.read(new SettingsReader(SettingSource.EMPTY)));
    private final PlainSession session = new PlainSession(InetAddress.getLoopbackAddress());
    private final CommandHandler handler = registry.handler(Verb.CVQ).orElseThrow();
    private final Command command = Command.tryParse(LINE).orElseThrow();
    private final CvqRequest valid = CvqRequest.of(command);
    private final CvqRequest invalid =
            CvqRequest.of(Command.tryParse(LINE.replace("0x0409", "0x1111")).orElseThrow());
    private final Commands users = Commands.of(4096);
    private Reply reply = new Reply.Declined();

    /** For JMH, which creates it. */
    public LineBenchmark() {}

    /** Creates the reply whose encoding is measured. */
    @Setup
    public void answer() {
        reply = reply(command);
    }

    /** Stops the plugin. */
    @TearDown
    public void close() {
        plugin.close();
    }

    /**
     * Parses a line.
     *
     * @return the command
     */
    @Benchmark
    public Optional<Command> parse() {
        return Command.tryParse(LINE);
    }

    /**
     * Binds the parameters.
     *
     * @return the request
     */
    @Benchmark
    public CvqRequest bind() {
        return CvqRequest.of(command);
    }

    /**
     * Validates a valid request.
     *
     * @return empty
     */
    @Benchmark
    public Optional<RequestError> validateValid() {
        return validator.validate(valid);
    }

    /**
     * Validates a request with an unknown locale.
     *
     * @return the error
     */
    @Benchmark
    public Optional<RequestError> validateInvalid() {
        return validator.validate(invalid);
    }

    /**
     * Creates the profile of the client.
     *
     * @return the profile
     */
    @Benchmark
    public ClientProfile profile() {
        return valid.profile(List.of(), session.remoteAddress());
    }

    /**
     * Encodes a reply.
     *
     * @return the line
     */
    @Benchmark
    public Optional<String> encode() {
        return reply.line();
    }

    /**
     * Calls the whole handler, for one user after another.
     *
     * @return the reply
     */
    @Benchmark
    public Reply handle() {
        return reply(users.next());
    }

    /**
     * Processes a line from its text to the text of the answer.
     *
     * @return the answer
     */
    @Benchmark
    public Optional<String> line() {
        return reply(Command.tryParse(LINE).orElseThrow()).line();
    }

    private Reply reply(Command asked) {
        return handler.handle(asked, session).toCompletableFuture().join();
    }

    /** The commands of several users in turn. For one thread. */
    private static final class Commands {

        private final List<Command> commands;
        private int next;

        private Commands(List<Command> commands) {
            this.commands = commands;
        }

        static Commands of(int users) {
            return new Commands(IntStream.range(0, users)
                    .mapToObj(i -> LINE.replace("ann@", "user" + i + "@"))
                    .map(text -> Command.tryParse(text).orElseThrow())
                    .toList());
        }

        Command next() {
            next = next + 1 < commands.size() ? next + 1 : 0;
            return commands.get(next);
        }
    }
}
