// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.catalog.reader;

import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.error.CatalogException;
import dev.cvr0.catalog.model.CatalogModel;
import dev.cvr0.catalog.source.CatalogFile;
import dev.cvr0.catalog.source.Snapshot;
import dev.cvr0.catalog.yaml.ErrorCollector;
import dev.cvr0.catalog.yaml.YamlBounds;
import dev.cvr0.catalog.yaml.YamlDocument;
import dev.cvr0.catalog.yaml.YamlMapping;
import dev.cvr0.catalog.yaml.YamlValue;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a catalog and reports all of its errors together. */
public final class CatalogReader {

    private static final String FORMAT = "format";
    private static final String KNOWN_FORMAT = "1";
    private static final List<String> KEYS = List.of(
            FORMAT,
            "zone",
            "base-url",
            "languages",
            "emergency",
            "freeze",
            "releases",
            "groups",
            "unknown-clients",
            "blocked",
            "floors",
            "rules",
            "otherwise");

    private final ErrorCollector problems;

    private CatalogReader(String source) {
        this.problems = new ErrorCollector(source);
    }

    /**
     * Reads the files of a catalog.
     *
     * @param snapshot the files
     * @return the content
     * @throws CatalogException if there are errors, with all of them
     */
    public static CatalogModel read(Snapshot snapshot) {
        return new CatalogReader(snapshot.source()).read(root(snapshot));
    }

    private static Node root(Snapshot snapshot) {
        if (snapshot.files().size() > 1) {
            return new MergedFiles(snapshot.source()).root(snapshot.files());
        }
        CatalogFile only = snapshot.files().get(0);
        return YamlDocument.parse(only.source(), only.bytes(), new YamlBounds());
    }

    private CatalogModel read(Node root) {
        YamlMapping file = YamlMapping.of(new YamlValue("catalogue", root, problems), KEYS);
        file.require(FORMAT).ifPresent(CatalogReader::checkFormat);
        Optional<CatalogModel> model = new ModelReader(file, problems).read();
        problems.throwIfAny();
        return model.orElseThrow();
    }

    private static void checkFormat(YamlValue value) {
        value.text()
                .filter(format -> !format.equals(KNOWN_FORMAT))
                .ifPresent(format -> value.reject("is " + LogSafeText.quote(format) + ", expected " + KNOWN_FORMAT));
    }
}
