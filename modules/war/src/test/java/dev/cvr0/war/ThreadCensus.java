// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.war;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Token;
import dev.cvr0.api.protocol.Verb;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Goes into the deployment: answers {@code THR} with whose our threads are, and whether this one knows the server's names. */
@ApplicationScoped
public class ThreadCensus implements CommandHandler {

    @Override
    public Set<Verb> verbs() {
        return Set.of(new Verb("THR"));
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        Stream<String> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("cvr0-"))
                .map(thread -> thread.getName() + (thread instanceof ManageableThread ? ":managed" : ":unmanaged"))
                .sorted();
        return CompletableFuture.completedStage(command.answer(
                Stream.concat(threads, Stream.of(names())).map(Token::new).toList()));
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private static String names() {
        try {
            InitialContext.doLookup("java:comp/BeanManager");
            return "names:yes";
        } catch (NamingException e) {
            return "names:no";
        }
    }
}
