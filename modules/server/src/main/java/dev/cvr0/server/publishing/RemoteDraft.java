// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.server.publishing;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.Catalog;
import dev.cvr0.catalog.CatalogLoader;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.publication.PublicationException;
import dev.cvr0.catalog.signing.Manifest;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import dev.cvr0.catalog.signing.SignedManifest;
import dev.cvr0.catalog.signing.SignedRevision;
import dev.cvr0.catalog.signing.SigningKey;
import dev.cvr0.server.publishing.ApiClient.Answer;
import dev.cvr0.server.publishing.ApiClient.ChangedException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A draft on a server. Nothing that the server says about it is trusted: the digests are computed, and the catalog is
 * validated and compared, on this machine. The private key never leaves it.
 */
final class RemoteDraft {

    private static final int MAX_CHANGES = 10;
    private static final int MAX_ATTEMPTS = 5;

    private final CommandSpec spec;
    private final URI uri;
    private final ApiClient client;

    /** Creates access to a draft with the token in a file or, without a file, in the environment. */
    RemoteDraft(CommandSpec spec, String url, Optional<Path> tokenFile) {
        this.spec = spec;
        try {
            uri = new URI(url.replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw new PublicationException(LogSafeText.quote(url) + " is not a URL; use the one of a draft");
        }
        if (!String.valueOf(uri.getRawPath()).matches(".*/v1/drafts/[a-z0-9-]+")
                || uri.getHost() == null
                || !url.matches("[^?#@]*")) {
            throw new PublicationException(LogSafeText.quote(url)
                    + " is not the URL of a draft; use one such as https://cvr0.example.org:8863/v1/drafts/NAME");
        }
        ApiClient.requireSafe(uri);
        client = ApiClient.create(tokenFile);
    }

    /** Tells whether an argument is a URL instead of a path. */
    static boolean isUrl(String argument) {
        return argument.matches("https?://.*");
    }

    /** The content of a draft, with its manifest as this machine computes it. */
    private record Content(SortedMap<String, byte[]> files, Manifest manifest, long base, String tag) {}

    /** Shows the change, signs it, and sends the signature. */
    void sign(SigningKey key) {
        Content content = read();
        Manifest manifest = content.manifest();
        Catalog catalog = new CatalogLoader().read(uri.toString(), content.files());
        if (new SignedRevision(manifest.version(), manifest.expires()).isExpired(Instant.now())) {
            throw new PublicationException(
                    uri + ": the expiry " + manifest.expires() + " is not in the future; fix another one");
        }
        PrintWriter out = spec.commandLine().getOut();
        CheckCommand.print(out, uri.toString(), catalog);
        printDifference(content.base(), catalog, out);
        out.println("signing version " + manifest.version() + " (expires: " + manifest.expires() + ", SHA-256: "
                + SignedManifest.digest(manifest) + ")");
        out.flush();
        JsonObject publication = send(content, SignedManifest.sign(manifest, key));
        out.println(expected(() -> uri + ": signature sent (signatures: "
                + publication.getJsonArray("signatures").size() + " of " + publication.getInt("required") + ")"));
    }

    /** Publishes the draft, and returns the publication. */
    JsonObject publish(Optional<String> comment, Optional<Instant> activeFrom) {
        JsonObjectBuilder body = Json.createObjectBuilder();
        comment.ifPresent(text -> body.add("comment", text));
        activeFrom.ifPresent(time -> body.add("activeFrom", time.toString()));
        return client.post(URI.create(uri + "/publish"), read().tag(), body.build())
                .body();
    }

    /** Sends a signature, also if others sign meanwhile. */
    private JsonObject send(Content signed, byte[] document) {
        JsonObject body = Json.createObjectBuilder()
                .add("document", new String(document, StandardCharsets.UTF_8))
                .build();
        Content current = signed;
        for (int attempts = 1; ; attempts++) {
            try {
                JsonObject draft = client.post(URI.create(uri + "/signatures"), current.tag(), body)
                        .body();
                return expected(() -> draft.getJsonObject("publication"));
            } catch (ChangedException e) {
                current = read();
                if (attempts >= MAX_ATTEMPTS || !current.manifest().equals(signed.manifest())) {
                    throw e;
                }
            }
        }
    }

    private Content read() {
        Answer answer = client.get(uri);
        return expected(() -> content(answer.body(), answer.tag()));
    }

    private Content content(JsonObject draft, String tag) {
        if (draft.isNull("publication")) {
            throw new PublicationException(
                    uri + ": the draft has no version and expiry to be signed; fix them in the web"
                            + " console, or with PUT " + uri + "/publication");
        }
        SortedMap<String, byte[]> files = new TreeMap<>();
        JsonObject texts = draft.getJsonObject("files");
        texts.keySet().forEach(name -> files.put(name, texts.getString(name).getBytes(StandardCharsets.UTF_8)));
        JsonObject planned = draft.getJsonObject("publication");
        List<SignedFile> signed = files.entrySet().stream()
                .map(file -> SignedFile.of(file.getKey(), file.getValue()))
                .toList();
        Manifest manifest = new Manifest(
                planned.getJsonNumber("version").longValueExact(), Instant.parse(planned.getString("expires")), signed);
        String digest = SignedManifest.digest(manifest).hex();
        if (!digest.equals(planned.getString("digest"))) {
            throw new PublicationException(uri + ": the server names another digest than that of the files, which is "
                    + digest + "; nothing was signed. Check the server");
        }
        return new Content(files, manifest, draft.getJsonNumber("base").longValueExact(), tag);
    }

    /** Prints the difference to the version that the draft replaces, or to the served catalog. */
    private void printDifference(long base, Catalog catalog, PrintWriter out) {
        try {
            String of = base > 0 ? "version:" + base : "served";
            Catalog before = catalog(of);
            out.println("difference to " + (base > 0 ? "version " + base : "the served catalog") + ":");
            DiffReport.compare(before.diff(catalog), Optional.empty(), Instant.now(), spec)
                    .print(out, MAX_CHANGES);
        } catch (PublicationException | CatalogException e) {
            out.println("difference: unknown, because of " + e.getMessage());
        }
    }

    private Catalog catalog(String of) {
        String root = uri.toString().replaceFirst("/drafts/[^/]*$", "/catalog");
        String query = "?of=" + encode(of);
        JsonObject list = client.get(URI.create(root + query + "&limit=0")).body();
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (JsonObject file : expected(() -> list.getJsonArray("files").getValuesAs(JsonObject.class))) {
            String name = expected(() -> file.getString("name"));
            JsonObject content = client.get(URI.create(root + "/files/" + encode(name) + query))
                    .body();
            files.put(name, expected(() -> content.getString("text")).getBytes(StandardCharsets.UTF_8));
        }
        return new CatalogLoader().read(of, files);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Reads a value that another service than ours may not send. */
    private <T> T expected(Supplier<T> value) {
        try {
            return value.get();
        } catch (PublicationException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PublicationException(uri + ": not a response of this version of the HTTP API ("
                    + LogSafeText.escape(String.valueOf(e.getMessage()))
                    + "); check the URL and the software of the server");
        }
    }
}
