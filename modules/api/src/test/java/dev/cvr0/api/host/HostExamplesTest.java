// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The examples in the Javadoc of {@link CommandRegistry} and {@link CommandHandler}. */
class HostExamplesTest {

    private final DispatchTable table = new DispatchTable();
    private final Session session = new PlainSession(InetAddress.getLoopbackAddress());

    @Test
    void shouldRegisterAndUnregisterAHandler() {
        Registration registration = table.register(new InfHandler());
        assertThat(table.handlers).containsOnlyKeys(new Verb("INF"));

        registration.close();
        registration.close();
        assertThat(table.handlers).isEmpty();
    }

    @Test
    void shouldNotUnregisterALaterHandler() {
        Registration registration = table.register(new InfHandler());
        registration.close();
        table.register(new InfHandler());

        registration.close();
        assertThat(table.handlers).containsOnlyKeys(new Verb("INF"));
    }

    @Test
    void shouldRejectADuplicateVerb() {
        table.register(new InfHandler());

        assertThatExceptionOfType(DuplicateVerbException.class)
                .isThrownBy(() -> table.register(new InfHandler()))
                .returns(new Verb("INF"), DuplicateVerbException::verb);
        assertThat(table.handlers).hasSize(1);
    }

    @Test
    void shouldReturnTheDialectsOfTheHost() {
        assertThat(table.dialects()).extracting(Dialect::name).containsExactly("MSNP7", "MSNP6", "MSNP5");
    }

    @Test
    void shouldAnswerACommand() {
        session.agree(new Dialect("MSNP7"));

        assertThat(reply("INF 2")).contains("INF 2 MD5");
    }

    @Test
    void shouldRefuseACommandInACvr0Session() {
        session.agree(Dialect.CVR0);

        assertThat(reply("INF 2")).contains("715 2");
    }

    private Optional<String> reply(String line) {
        return new InfHandler()
                .handle(Command.tryParse(line).orElseThrow(), session)
                .toCompletableFuture()
                .join()
                .line();
    }

    // @start region="registry"
    static class DispatchTable implements CommandRegistry {

        private final Map<Verb, CommandHandler> handlers = new ConcurrentHashMap<>();

        @Override
        public synchronized Registration register(CommandHandler handler) {
            Set<Verb> verbs = Set.copyOf(handler.verbs());
            for (Verb verb : verbs) {
                if (handlers.containsKey(verb)) {
                    throw new DuplicateVerbException(verb, handlers.get(verb), handler);
                }
            }
            verbs.forEach(verb -> handlers.put(verb, handler));
            Set<Verb> registered = new HashSet<>(verbs);
            return () -> {
                handlers.keySet().removeAll(registered);
                registered.clear();
            };
        }

        @Override
        public List<Dialect> dialects() {
            return Dialect.listOf("MSNP7", "MSNP6", "MSNP5");
        }
    }
    // @end

    // @start region="handler"
    static class InfHandler implements CommandHandler {

        @Override
        public Set<Verb> verbs() {
            return Set.of(new Verb("INF"));
        }

        @Override
        public CompletionStage<Reply> handle(Command command, Session session) {
            boolean cvr0 = session.agreedDialect().equals(Optional.of(Dialect.CVR0));
            return CompletableFuture.completedStage(
                    cvr0 ? command.refuse(ErrorCode.NOT_EXPECTED).andClose() : command.answer("MD5"));
        }
    }
    // @end
}
