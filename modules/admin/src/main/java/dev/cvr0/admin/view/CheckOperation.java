// SPDX-License-Identifier: Apache-2.0
package dev.cvr0.admin.view;

import dev.cvr0.admin.management.CatalogCheck;
import dev.cvr0.admin.management.Catalogs;
import dev.cvr0.admin.management.Drafts;
import dev.cvr0.admin.operation.ApiResponse;
import dev.cvr0.admin.operation.Call;
import dev.cvr0.admin.operation.JsonRequest;
import dev.cvr0.api.text.LogSafeText;
import dev.cvr0.catalog.signing.Manifest.SignedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code POST /v1/check}: validates files or a catalog. */
record CheckOperation(Catalogs catalogs) {

    /** A draft in JSON. */
    static final int MAX_BODY_BYTES = Drafts.MAX_BYTES;

    private static final String FILES = "files";
    private static final String OF = "of";

    ApiResponse check(Call call) {
        JsonRequest body = JsonRequest.parse(call);
        body.rejectUnknown(List.of(FILES, OF));
        if (body.has(FILES) == body.has(OF)) {
            throw body.invalid(FILES, "send either files, or the name of a catalog in of");
        }
        CatalogCheck check =
                body.text(OF).map(catalogs::check).orElseGet(() -> CatalogCheck.of("the catalog", contents(body)));
        return ApiResponse.json(check.json().build());
    }

    private static SortedMap<String, byte[]> contents(JsonRequest body) {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        body.textsByName(FILES).forEach((name, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            try {
                contents.put(SignedFile.of(name, bytes).name(), bytes);
            } catch (IllegalArgumentException e) {
                throw body.invalid(FILES, LogSafeText.quote(name) + " is not the name of a file: " + e.getMessage());
            }
        });
        if (contents.isEmpty()) {
            throw body.invalid(FILES, "there are no files; send the text of each file by its name");
        }
        return contents;
    }
}
