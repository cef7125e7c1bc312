// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.front;

import dev.cvr0.api.host.CommandHandler;
import dev.cvr0.api.host.Session;
import dev.cvr0.api.policy.Advice;
import dev.cvr0.api.policy.ClientProfile;
import dev.cvr0.api.policy.ClientProgram;
import dev.cvr0.api.policy.Decision;
import dev.cvr0.api.policy.DownloadUrl;
import dev.cvr0.api.policy.Enforcement;
import dev.cvr0.api.policy.InvalidRequest;
import dev.cvr0.api.policy.RequestResult;
import dev.cvr0.api.policy.Verdict;
import dev.cvr0.api.policy.VersionPolicy;
import dev.cvr0.api.policy.VersionService;
import dev.cvr0.api.protocol.ClientVersion;
import dev.cvr0.api.protocol.Command;
import dev.cvr0.api.protocol.Dialect;
import dev.cvr0.api.protocol.ErrorCode;
import dev.cvr0.api.protocol.Lcid;
import dev.cvr0.api.protocol.Reply;
import dev.cvr0.api.protocol.Verb;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Decides by the client version of the request: {@code close} and {@code reject} are enforcements, {@code later} completes when
 * the test says so, {@code unknown} is refused, {@code invalid} is an invalid request. All others get the advice. Also serves VER
 * and CVQ, as the plugin does.
 */
final class StubVersions implements VersionService, CommandHandler {

    static final String ADVICE = "9.9 9.9 9.0 http://example.org/new http://example.org/new";

    final BlockingQueue<InetAddress> addresses = new LinkedBlockingQueue<>();
    final Queue<List<Dialect>> offers = new ConcurrentLinkedQueue<>();
    final BlockingQueue<CompletableFuture<RequestResult>> later = new LinkedBlockingQueue<>();

    static String request(String version) {
        return "0x0409 winnt 5.1 i386 MSNMSGR " + version + " MSMSGS a@example.org";
    }

    @Override
    public CompletionStage<RequestResult> respond(Command request, List<Dialect> offered, InetAddress remoteAddress) {
        addresses.add(remoteAddress);
        offers.add(offered);
        String version = request.parameters().size() > 5 ? request.parameters().get(5) : "invalid";
        if (version.startsWith("later")) {
            CompletableFuture<RequestResult> result = new CompletableFuture<>();
            later.add(result);
            return result;
        }
        return CompletableFuture.completedStage(
                switch (version) {
                    case "close" -> advise(Enforcement.CLOSE);
                    case "reject" -> advise(Enforcement.REJECT);
                    case "unknown" -> decision(new Verdict.Refused("test"), Decision.Outcome.REFUSED);
                    case "invalid" -> new InvalidRequest(ErrorCode.MALFORMED_PARAMETERS, List.of("test"));
                    default -> advise(Enforcement.ADVISE);
                });
    }

    @Override
    public Reply reply(Command request, RequestResult result) {
        throw new UnsupportedOperationException("the relay does not reply by itself");
    }

    static Decision advise(Enforcement enforcement) {
        Advice advice = Advice.recommend(ClientVersion.parse("9.9"), new DownloadUrl("http://example.org/new"))
                .withMinimum(ClientVersion.parse("9.0"))
                .withEnforcement(enforcement);
        return decision(advice, Decision.Outcome.DECIDED);
    }

    private static Decision decision(Verdict verdict, Decision.Outcome outcome) {
        ClientProgram program =
                new ClientProgram(new Lcid(0x0409), "winnt", "5.1", "i386", "MSNMSGR", ClientVersion.parse("6.0"), "");
        ClientProfile client = new ClientProfile(program, "", List.of(), InetAddress.getLoopbackAddress());
        return new Decision(Verb.CVR, client, verdict, outcome, Duration.ZERO);
    }

    @Override
    public CompletionStage<Decision> decide(Verb verb, ClientProfile client) {
        throw new UnsupportedOperationException("the relay passes on lines");
    }

    @Override
    public Set<Verb> verbs() {
        return Set.of(Verb.VER, Verb.CVQ);
    }

    @Override
    public CompletionStage<Reply> handle(Command command, Session session) {
        if (command.verb().equals(Verb.CVQ)) {
            return CompletableFuture.completedStage(command.answer("local").andClose());
        }
        Optional<String> cvr0 =
                command.parameters().stream().filter("CVR0"::equals).findFirst();
        return CompletableFuture.completedStage(
                cvr0.isPresent() ? command.answer("CVR0") : command.answer("0").andClose());
    }

    @Override
    public VersionService preview(VersionPolicy policy) {
        throw new UnsupportedOperationException();
    }
}
