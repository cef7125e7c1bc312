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

/**
 * Is deployed with the WAR. Answers {@code THR} with the threads of CVR0, each managed or not, and whether JNDI names are
 * available on the current thread.
 */
@ApplicationScoped
public class ThreadReportHandler implements CommandHandler {

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
                Stream.concat(threads, Stream.of(jndi())).map(Token::new).toList()));
    }

    @SuppressWarnings("BanJNDI") // the name is a constant
    private static String jndi() {
        try {
            InitialContext.doLookup("java:comp/BeanManager");
            return "jndi:yes";
        } catch (NamingException e) {
            return "jndi:no";
        }
    }
}
