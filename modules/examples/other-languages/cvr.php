<?php
// SPDX-License-Identifier: Apache-2.0
// Prints the answer to a CVR line. Usage: php cvr.php URL LINE ADDRESS
// snippet: decide
/** Returns the decision about a CVR line, or null: the emulator then answers as before. */
function decide(string $url, string $line, string $address): ?array
{
    $context = stream_context_create(['http' => [
        'method' => 'POST',
        'header' => 'Content-Type: application/json',
        'content' => json_encode(['line' => $line, 'address' => $address]),
        'timeout' => 2,
    ]]);
    $response = @file_get_contents($url, false, $context); // false if unreachable, too slow, or an HTTP error
    $decision = $response === false ? null : json_decode($response, true);
    return ($decision['verdict'] ?? null) === 'advice' ? $decision : null;
}
// end

echo decide($argv[1], $argv[2], $argv[3])['answer'] ?? 'no decision', "\n";
