// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.CommandRegistry;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WritingRegistryContractTest {

    @Test
    void shouldPassARegistryThatWritesToItsConnection() {
        ContractRun run = ContractRun.of(Waiting.class);

        assertThat(run.failed()).as(run.messages()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(16);
    }

    @Test
    void shouldPassARegistryThatWritesLaterAndClosesWithoutAHandler() {
        assertThat(ContractRun.of(WritingLater.class).messages()).isEmpty();
    }

    @Test
    void shouldPassARegistryThatAnswersAnErrorWithoutAHandler() {
        assertThat(ContractRun.of(AnsweringErrors.class).messages()).isEmpty();
    }

    @Test
    void shouldPassARegistryThatWritesNothingWithoutAHandler() {
        assertThat(ContractRun.of(Silent.class).messages()).isEmpty();
    }

    @Test
    void shouldFailARegistryThatReplacesHandlers() {
        assertThat(ContractRun.of(Replacing.class).failed())
                .containsExactlyInAnyOrder(
                        "shouldNameTheVerbAndBothHandlersOfAConflict",
                        "shouldKeepTheRegisteredHandlerOnAConflict",
                        "shouldRejectAHandlerThatIsAlreadyRegistered",
                        "shouldRegisterAHandlerForAllOfItsVerbsOrNone",
                        "shouldAcceptOneOfSeveralConcurrentRegistrations");
    }

    @Test
    void shouldFailARegistryThatWritesTheAnswersOfAnotherHandler() {
        assertThat(ContractRun.of(WritingWrongAnswers.class).failed())
                .contains("shouldPassACommandToTheHandlerOfItsVerb", "shouldReturnThePendingStageOfAHandler");
    }

    // @start region="writing"
    static class Waiting implements WritingRegistryContract {

        @Override
        public CommandRegistry createRegistry() {
            return new TableRegistry();
        }

        @Override
        public void dispatch(CommandRegistry registry, Command command, Session session, Output output) {
            Optional<CommandHandler> handler = ((TableRegistry) registry).find(command.verb());
            if (handler.isEmpty()) {
                output.close();
            } else {
                handler.get()
                        .handle(command, session)
                        .toCompletableFuture()
                        .join()
                        .line()
                        .ifPresent(output::write);
            }
        }
    }
    // @end

    static class WritingLater extends Waiting {
        @Override
        public void dispatch(CommandRegistry registry, Command command, Session session, Output output) {
            ((TableRegistry) registry)
                    .find(command.verb())
                    .ifPresentOrElse(
                            handler -> handler.handle(command, session)
                                    .thenAcceptAsync(
                                            reply -> output.write(reply.line().orElseThrow() + "\r\n")),
                            output::close);
        }
    }

    static class AnsweringErrors extends Waiting {
        @Override
        public void dispatch(CommandRegistry registry, Command command, Session session, Output output) {
            if (((TableRegistry) registry).find(command.verb()).isEmpty()) {
                output.write("200 " + command.transactionId());
            } else {
                super.dispatch(registry, command, session, output);
            }
        }
    }

    static class Silent extends Waiting {
        @Override
        public void dispatch(CommandRegistry registry, Command command, Session session, Output output) {
            if (((TableRegistry) registry).find(command.verb()).isPresent()) {
                super.dispatch(registry, command, session, output);
            }
        }
    }

    static class Replacing extends Waiting {
        @Override
        public CommandRegistry createRegistry() {
            return new BrokenRegistries.Replacing();
        }
    }

    static class WritingWrongAnswers extends Waiting {
        @Override
        public void dispatch(CommandRegistry registry, Command command, Session session, Output output) {
            output.write(command.verb() + " " + command.transactionId() + " other");
        }
    }
}
